package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import java.util.List;
import java.util.Optional;

/** The tools that MCP clients are offered. */
public final class McpTools {

    /** Those that ask. */
    private static final List<McpTool> ASKING =
            List.of(new AskHuman(), new RequestApproval(), new Approve(), new HookTool());

    private McpTools() {}

    public static Optional<McpTool> of(String name) {
        return ASKING.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** The list that clients are told, of those that ask and the one that looks at what was asked. */
    public static Json described() {
        var all = new StringBuilder("[");
        ASKING.forEach(tool -> all.append(tool.described().text()).append(','));
        return new Json(all.append(Check.DESCRIBED.text()).append(']').toString());
    }

    /** As the tool that asked it words it; what was asked in another way is told like a question to a human. */
    public static McpTool.Result answer(Interaction interaction) {
        return ToolUse.toolOf(interaction.ask())
                .flatMap(McpTools::of)
                .orElseGet(AskHuman::new)
                .answer(interaction);
    }
}
