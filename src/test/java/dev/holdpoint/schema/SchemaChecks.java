package dev.holdpoint.schema;

import dev.holdpoint.broker.CheckResult;
import dev.holdpoint.interaction.Json;
import dev.holdpoint.interaction.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A test of checks, which have time enough on any machine. */
abstract class SchemaChecks {

    final JsonSchemaCheck check = new JsonSchemaCheck(Duration.ofMinutes(1));

    @AfterEach
    void close() {
        check.close();
    }

    final List<Violation> wrongWith(Json schema) {
        return told(check.checkSchema(schema).await().indefinitely());
    }

    final List<Violation> wrongWith(Json schema, Json response) {
        return told(check.checkResponse(schema, response).await().indefinitely());
    }

    private static List<Violation> told(CheckResult result) {
        return switch (result) {
            case CheckResult.Passed _ -> List.of();
            case CheckResult.Violated violated -> violated.violations();
            case CheckResult.Unusable unusable -> List.of(new Violation("", unusable.detail()));
        };
    }
}
