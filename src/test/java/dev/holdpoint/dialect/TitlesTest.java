package dev.holdpoint.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.interaction.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A title says what would be run: no word of a command hides the others. */
class TitlesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['bash','-lc','rm -rf /srv'] | rm -rf /srv",
                "['/usr/bin/zsh','-c','ls -l'] | ls -l",
                "['sh','-c','ls\\nrm -rf /'] | ls",
                "['bash','-lc','rm -rf /srv','ls'] | bash -lc 'rm -rf /srv' ls",
                "['psql','prod','-c','drop table users','--echo-all'] | psql prod -c 'drop table users' --echo-all",
                "['psql','-c','drop table users'] | psql -c 'drop table users'",
                "['psql','-lc','drop table users'] | psql -lc 'drop table users'",
                "['bash','--norc','ls'] | bash --norc ls",
                "['bash','--exec','ls'] | bash --exec ls",
                "['bash','-x','run.sh'] | bash -x run.sh",
                "['ls'] | ls",
                "['rm','-rf','it is','$HOME','','it\\u0027s'] | rm -rf 'it is' '$HOME' '' 'it'\\''s'",
                "['git',1,'push'] | shell",
                "[] | shell",
                "'git push' | git push"
            })
    void aListOfWordsIsShownWholeUnlessItIsAShellsScript(String command, String shown) {
        Json input = new Json("{\"command\":" + command.replace('\'', '"') + "}");

        String title = Titles.ofTool("shell", input, "");

        assertThat(title).isEqualTo(shown.equals("shell") ? shown : "shell: " + shown);
    }
}
