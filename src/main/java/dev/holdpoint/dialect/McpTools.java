package dev.holdpoint.dialect;

import dev.holdpoint.interaction.Ask;
import dev.holdpoint.interaction.Interaction;
import dev.holdpoint.interaction.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tools that MCP clients are offered: those that ask, and the one that looks at what was asked. */
public final class McpTools {

    private final List<McpTool> asking;

    private McpTools(List<McpTool> asking) {
        this.asking = asking;
    }

    /** Those of this service. */
    public static McpTools ofThisService() {
        return new McpTools(List.of(new AskHuman(), new RequestApproval(), new Approve(), new HookTool()));
    }

    /** These and others that ask. */
    McpTools with(List<McpTool> others) {
        return new McpTools(Stream.concat(asking.stream(), others.stream()).toList());
    }

    public Optional<McpTool> of(String name) {
        return asking.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** The list that clients are told. */
    public Json described() {
        var all = new StringBuilder("[");
        asking.forEach(tool -> all.append(tool.described().text()).append(','));
        return new Json(all.append(Check.DESCRIBED.text()).append(']').toString());
    }

    /** As the tool that asked it words it, or a hook; what was asked in another way is told like a question to a human. */
    public McpTool.Result answer(Interaction interaction) {
        Ask ask = interaction.ask();
        return ToolUse.toolOf(ask)
                .flatMap(this::of)
                .orElseGet(() -> HookTool.isOfHook(ask) ? new HookTool() : new AskHuman())
                .answer(interaction);
    }
}
