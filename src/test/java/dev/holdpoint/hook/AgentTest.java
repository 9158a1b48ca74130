package dev.holdpoint.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.dialect.HookDialect;
import dev.holdpoint.dialect.HookDialects;
import dev.holdpoint.dialect.OnSilence;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command judges by itself which events gate nothing, before any service has said so: both say the same. */
class AgentTest {

    @ParameterizedTest
    @EnumSource(Agent.class)
    void whatGatesNothingIsWhatTheServiceSays(Agent agent) {
        HookDialect dialect = HookDialects.of(agent.word(), OnSilence.DENY).orElseThrow();
        Set<String> known = Stream.of(Agent.values())
                .map(one -> HookDialects.of(one.word(), OnSilence.DENY).orElseThrow())
                .flatMap(one -> one.gatingNothing().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known.stream().filter(agent::isGatedByNothingOn).toList())
                .containsExactlyElementsOf(new TreeSet<>(dialect.gatingNothing()));
        assertThat(known).noneMatch(agent::asksOn);
    }
}
