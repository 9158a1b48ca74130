package examples;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.Map;

/** An assistant of LangChain4j whose commands people decide about: {@code LangChain4j "Tidy up the project" thread-1}. */
public final class LangChain4j {

    interface Assistant {
        String chat(String prompt);
    }

    static final class Shell {
        @Tool("Runs a command")
        String shell(@P("what the shell is to run") String command) throws Exception {
            var process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes()) + "exit status " + process.waitFor();
        }
    }

    public static void main(String[] args) throws Exception {
        var model = OpenAiChatModel.builder().baseUrl(System.getenv("OPENAI_BASE_URL"))
                .apiKey(System.getenv("OPENAI_API_KEY")).modelName("gpt-5").build();
        var method = Shell.class.getDeclaredMethod("shell", String.class);
        var shell = asking(args[1], new DefaultToolExecutor(new Shell(), method));
        var assistant = AiServices.builder(Assistant.class).chatModel(model).executeToolsConcurrently()
                .tools(Map.of(ToolSpecifications.toolSpecificationFrom(method), shell)).build();
        System.out.println(assistant.chat(args[0]));
    }

    /** A tool each of whose calls people decide about first; what is thrown there keeps it from running too. */
    static ToolExecutor asking(String thread, ToolExecutor tool) {
        return (call, memory) -> {
            String key = "langchain4j:" + thread + ":" + call.id();
            var decision = Holdpoint.mayRun(key, thread, "langchain4j", call.name(), call.arguments());
            return decision.allowed()
                    ? tool.execute(call.toBuilder().arguments(decision.input()).build(), memory)
                    : decision.message();
        };
    }
}
