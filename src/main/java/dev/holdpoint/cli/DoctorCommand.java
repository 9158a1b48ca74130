package dev.holdpoint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.client.Call;
import dev.holdpoint.client.NotDoneException;
import dev.holdpoint.client.Reply;
import dev.holdpoint.client.Trees;
import dev.holdpoint.doctor.Doctor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import picocli.CommandLine.ParseResult;

/** {@code holdpoint doctor}: is the service there, who is known to it, and are agents' hooks in the way. */
final class DoctorCommand {

    static final String NAME = "doctor";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private DoctorCommand() {}

    /** 0 where all is well, 1 where it is not. */
    static int run(ParseResult given, Surroundings around) {
        boolean isThere = isThere(given, around);
        var doctor = new Doctor(
                ConnectCommand.files(around),
                OwnCommand.words(around),
                Connection.place(given, around),
                Connection.usualPlace(around),
                around.out()::println);
        boolean isWell = doctor.examine();
        return isThere && isWell ? 0 : 1;
    }

    private static boolean isThere(ParseResult given, Surroundings around) {
        try (var connection = Connection.of(given, around)) {
            String place = connection.service().place().toString();
            Reply me = connection.service().send(Call.get("v1/me"), PATIENCE);
            String access = me.json().path("access").asText("");
            if (me.isSuccess()) {
                var may = new ArrayList<String>();
                me.json().path("permissions").forEach(one -> may.add(one.asText("")));
                JsonNode caller = me.json().path("caller");
                around.out()
                        .println("good    " + place + " is there; this command is known there as '"
                                + Trees.visible(caller.path("id").asText("anybody")) + "' and may "
                                + String.join(", ", may));
                return true;
            }
            if (access.equals("local")
                    && me.status() == 401
                    && me.json().path("type").asText("").endsWith("unauthenticated")
                    && !isShown(given, around)) {
                around.out()
                        .println("good    " + place + " is there; whoever is on its machine may ask, and this command"
                                + " shows no token");
                return true;
            }
            around.out()
                    .println("bad     " + place + " is there, and refuses what this command shows: " + me.words()
                            + "; HOLDPOINT_TOKEN or --token-file");
            return false;
        } catch (IOException | NotDoneException away) {
            around.out().println("bad     the service: " + away.getMessage());
            return false;
        }
    }

    private static boolean isShown(ParseResult given, Surroundings around) {
        return given.hasMatchedOption(ClientGrammar.TOKEN_FILE)
                || around.said(Connection.TOKEN).isPresent();
    }
}
