package dev.holdpoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HelpTest {

    @Test
    void theHelpNamesEveryProperty() throws IOException {
        String help = Files.readString(Path.of("src/main/resources/help.txt"));
        assertThat(properties(HoldpointConfig.class, "holdpoint"))
                .hasSizeGreaterThan(15)
                .allSatisfy(property -> assertThat(help).containsPattern("(?m)^  " + property + " "));
        assertThat(help.lines()).allMatch(line -> line.length() <= 120);
    }

    private static List<String> properties(Class<?> mapping, String prefix) {
        var names = new ArrayList<String>();
        for (Method method : mapping.getDeclaredMethods()) {
            WithName given = method.getAnnotation(WithName.class);
            String own = given == null
                    ? method.getName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT)
                    : given.value();
            boolean isGroup = method.getReturnType().getName().startsWith(HoldpointConfig.class.getName())
                    && method.getReturnType().isInterface();
            if (isGroup) {
                names.addAll(properties(method.getReturnType(), prefix + "." + own));
            } else {
                names.add(prefix + "." + own);
            }
        }
        return names;
    }
}
