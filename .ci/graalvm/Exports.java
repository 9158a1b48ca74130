import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.*;
/** Exports FLAG TARGETS MODULES [JAR...]: a FLAG for each package that a module does not export to all. */
class Exports {
    public static void main(String[] a) {
        ModuleFinder jars = ModuleFinder.of(Arrays.stream(a).skip(3).map(Path::of).toArray(Path[]::new));
        for (String name : a[2].split(",")) {
            var m = jars.find(name).or(() -> ModuleFinder.ofSystem().find(name)).orElseThrow().descriptor();
            Set<String> open = new HashSet<>();
            if (a[0].equals("--add-exports")) m.exports().stream().filter(e -> !e.isQualified()).forEach(e -> open.add(e.source()));
            for (String p : new TreeSet<>(m.packages())) if (!open.contains(p)) System.out.println(a[0] + "=" + name + "/" + p + "=" + a[1]);
        }
    }
}
