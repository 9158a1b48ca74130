package dev.holdpoint.cli;

import dev.holdpoint.interaction.Json;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says what became of a command: what was asked for on standard output, so that it can be taken; all else beside it. */
final class Printing {

    private final PrintStream out;
    private final PrintStream err;
    private final Path folder;
    private final boolean isTerminal;

    /**
     * @param folder where the data is
     */
    Printing(Surroundings around, Path folder) {
        this.out = around.out();
        this.err = around.err();
        this.folder = folder;
        this.isTerminal = around.isTerminal();
    }

    void print(Request request, Json result, boolean isJson, Reaching.By by) {
        if (by == Reaching.By.NEW_STORE) {
            err.println("there was no store in " + folder.toAbsolutePath() + ": this made one");
        }
        switch (request) {
            case Request.MakeToken made -> {
                if (isJson) {
                    out.println(result);
                } else {
                    made(made, result);
                }
            }
            case Request.ListTokens list -> {
                if (isJson) {
                    out.println(result);
                } else {
                    list(list, result);
                }
            }
            case Request.RevokeToken ignored ->
                TokenTable.items(result)
                        .forEach(token -> out.println("revoked " + TokenTable.text(token, "id") + " '"
                                + TokenTable.text(token, "name") + "'"));
            case Request.MakeLink ignored -> link(result, by);
            case Request.MakeLocalLink ignored -> link(result, by);
            case Request.MakeBackup made -> made(made, result, isJson || !isTerminal, by);
        }
    }

    private void made(Request.MakeToken request, Json token) {
        out.println(TokenTable.text(token, "token"));
        err.println("token " + TokenTable.text(token, "id") + " '" + TokenTable.text(token, "name") + "': "
                + TokenTable.words(token, "permissions") + " in the tenant '" + request.tenant() + "', until "
                + TokenTable.minute(token, "expiresAt") + "; it is not shown again");
    }

    /** A server may see other folders at the same paths. */
    private void made(Request.MakeBackup request, Json inventory, boolean isJson, Reaching.By by) {
        out.println(isJson ? inventory : request.file() + ": " + InventoryWords.of(inventory));
        if (by == Reaching.By.SERVER && Files.notExists(Path.of(request.file()))) {
            throw new CommandException(
                    "the server wrote it where it sees " + request.file()
                            + ", and there is no such file here: its folder is another one (a container's, or systemd's PrivateTmp)");
        }
    }

    private void list(Request.ListTokens request, Json tokens) {
        if (TokenTable.items(tokens).isEmpty()) {
            err.println("no tokens in the tenant '" + request.tenant() + "'");
        } else {
            List<String> lines = TokenTable.lines(tokens);
            lines.forEach(out::println);
        }
    }

    private void link(Json link, Reaching.By by) {
        out.println(TokenTable.text(link, "url"));
        err.println("good once, until " + TokenTable.minute(link, "expiresAt"));
        if (by != Reaching.By.SERVER) {
            err.println("no server runs here: the link is for " + OwnStore.ADDRESS
                    + ", and good once one does; put its address there where it is another");
        }
    }
}
