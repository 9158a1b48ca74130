package dev.holdpoint.connect;

import com.fasterxml.jackson.core.JsonToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What Claude Code demands of settings beside its hooks: those people write most, each seen to cost the whole file. Others do, too. */
final class ClaudeCodeForm {

    private record Form(String words, Predicate<SettingsText.Node> fits) {}

    private static final Form TEXT = new Form("is no text", node -> node.kind() == JsonToken.VALUE_STRING);
    private static final Form OBJECT = new Form("is no object", SettingsText.Node::isObject);
    private static final Form LIST = new Form("is no list", SettingsText.Node::isList);
    private static final Form FLAG = new Form(
            "is neither true nor false",
            node -> node.kind() == JsonToken.VALUE_TRUE || node.kind() == JsonToken.VALUE_FALSE);
    private static final Form NUMBER =
            new Form("is no number", node -> node.kind() != null && node.kind().isNumeric());

    private static final Map<String, Form> SETTINGS = Map.ofEntries(
            Map.entry("$schema", TEXT),
            Map.entry("model", TEXT),
            Map.entry("apiKeyHelper", TEXT),
            Map.entry("outputStyle", TEXT),
            Map.entry("permissions", OBJECT),
            Map.entry("env", OBJECT),
            Map.entry("statusLine", OBJECT),
            Map.entry("sandbox", OBJECT),
            Map.entry("enabledPlugins", OBJECT),
            Map.entry("disableAllHooks", FLAG),
            Map.entry("includeCoAuthoredBy", FLAG),
            Map.entry("enableAllProjectMcpServers", FLAG),
            Map.entry("cleanupPeriodDays", NUMBER));

    private static final Map<String, Form> PERMISSIONS =
            Map.of("allow", LIST, "deny", LIST, "ask", LIST, "additionalDirectories", LIST, "defaultMode", TEXT);

    private ClaudeCodeForm() {}

    static Optional<HookForm.Fault> fault(SettingsText.Node root) {
        return fault("", root.members(), SETTINGS)
                .or(() -> root.member("permissions")
                        .flatMap(rules -> fault("permissions.", rules.members(), PERMISSIONS)));
    }

    private static Optional<HookForm.Fault> fault(
            String within, List<SettingsText.Member> members, Map<String, Form> forms) {
        for (SettingsText.Member member : members) {
            Form form = forms.get(member.name());
            if (form != null && !form.fits().test(member.value())) {
                return Optional.of(new HookForm.Fault(
                        member.value().start(), "'" + within + member.name() + "' that " + form.words()));
            }
        }
        return Optional.empty();
    }
}
