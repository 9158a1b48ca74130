import com.oracle.svm.core.option.APIOption;
import com.oracle.svm.core.option.APIOptionGroup;
import com.oracle.svm.core.option.RuntimeOptionKey;
import com.oracle.svm.hosted.NativeImageGeneratorRunner;
import java.io.IOException;
import java.io.StringReader;
import java.lang.module.ModuleFinder;
import java.nio.file.*;
import java.util.*;
import java.util.function.Function;
import java.util.jar.*;
import java.util.regex.Pattern;
import java.util.stream.*;
import jdk.graal.compiler.options.OptionDescriptor;
import jdk.graal.compiler.options.OptionDescriptors;

/** Turns the arguments of native-image into one run of the image builder. */
public class NativeImageLauncher {
    /** One spelling of a public option: what it looks like and which builder option it sets. */
    record Api(String flag, OptionDescriptor option, APIOption how, String instead) {
        boolean isBoolean() { return option.getOptionValueType() == Boolean.class; }
        boolean hasValue() { return !isBoolean() && how.fixedValue().length == 0; }
    }

    final Path home = Path.of(System.getProperty("native-image.root"));
    final List<Api> apis = new ArrayList<>();
    final List<String> javaArgs = new ArrayList<>(), builderArgs = new ArrayList<>(), positional = new ArrayList<>(), addModules = new ArrayList<>();
    final List<Pattern[]> excluded = new ArrayList<>();
    final LinkedHashSet<Path> classpath = new LinkedHashSet<>(), modulepath = new LinkedHashSet<>();
    final Map<String, String> env = new LinkedHashMap<>();
    Path jar;
    String module;
    boolean verbose, dryRun;

    public static void main(String[] args) throws Exception { System.exit(new NativeImageLauncher().run(args)); }

    static String vendor() { return System.getProperty("org.graalvm.vendorversion"); }

    static RuntimeException fail(String why) {
        System.err.println("Error: " + why);
        System.exit(20);
        return new RuntimeException(why);
    }

    int run(String[] args) throws Exception {
        List<String> all = new ArrayList<>();
        String options = System.getenv("NATIVE_IMAGE_OPTIONS");
        if (options != null) all.addAll(split(options));
        for (String a : args) {
            if (a.startsWith("@") && a.length() > 1) all.addAll(split(Files.readString(Path.of(a.substring(1)))));
            else all.add(a);
        }
        if (all.contains("--version")) {
            String p = System.getProperty("java.runtime.name") + " " + vendor(), v = System.getProperty("java.vm.name") + " " + vendor();
            System.out.println("native-image " + System.getProperty("java.version") + " " + System.getProperty("java.version.date"));
            System.out.println(p + " (build " + System.getProperty("java.runtime.version") + ")");
            System.out.println(v + " (build " + System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.info") + ")");
            return 0;
        }
        if (all.isEmpty() || all.contains("--help")) {
            System.out.println("Usage: native-image [options] class [imagename] | [options] -jar jarfile [imagename] | [options] -m module[/class] [imagename]");
            return all.isEmpty() ? 1 : 0;
        }
        loadApi();
        options(all, "user");
        target();
        for (Path p : new ArrayList<>(classpath)) metaInf(p);
        for (Path p : new ArrayList<>(modulepath)) metaInf(p);
        return build();
    }

    /** The public options, as the builder's own option fields declare them. */
    void loadApi() throws Exception {
        for (OptionDescriptors ds : ServiceLoader.load(OptionDescriptors.class)) for (OptionDescriptor d : ds) {
            var field = d.getDeclaringClass().getDeclaredField(d.getFieldName());
            for (APIOption a : field.getAnnotationsByType(APIOption.class)) {
                String group = "", list = null;
                if (a.group() != APIOption.NullGroup.class) {
                    APIOptionGroup g = make(a.group());
                    group = dashes(g.name()) + g.valueSeparator();
                    if (g.multiValueOption() != null) list = g.multiValueOption().getName();
                }
                for (String n : a.name()) apis.add(new Api(group.isEmpty() ? dashes(n) : group + n, d, a, list == null ? null : list + "=" + n));
            }
        }
    }

    static String dashes(String n) { return n.startsWith("-") ? n : "--" + n; }

    static <T> T make(Class<T> c) throws Exception {
        var k = c.getDeclaredConstructor();
        k.setAccessible(true);
        return k.newInstance();
    }

    void options(List<String> list, String origin) throws Exception {
        Deque<String> q = new ArrayDeque<>(list);
        while (!q.isEmpty()) {
            String a = q.pop();
            switch (a) {
                case "-cp", "-classpath", "--class-path" -> path(q.pop(), classpath);
                case "-p", "--module-path" -> path(q.pop(), modulepath);
                case "-jar" -> jar = Path.of(q.pop()).toAbsolutePath().normalize();
                case "-m", "--module" -> module = q.pop();
                case "--add-modules" -> addModules.addAll(List.of(q.pop().split(",")));
                case "--exclude-config" -> excluded.add(new Pattern[] {Pattern.compile(q.pop()), Pattern.compile(q.pop())});
                case "--verbose" -> verbose = true;
                case "--dry-run" -> dryRun = true;
                case "--no-server", "--enable-preview" -> { if (a.endsWith("preview")) javaArgs.add(a); }
                default -> {
                    if (a.startsWith("--class-path=")) path(a.substring(13), classpath);
                    else if (a.startsWith("--module-path=")) path(a.substring(14), modulepath);
                    else if (a.startsWith("--add-modules=")) addModules.addAll(List.of(a.substring(14).split(",")));
                    else if (a.startsWith("-J")) javaArgs.add(a.substring(2));
                    else if (a.startsWith("-D")) javaArgs.add(a);
                    else if (a.startsWith("-E")) { String[] e = a.substring(2).split("=", 2); env.put(e[0], e.length > 1 ? e[1] : System.getenv(e[0])); }
                    else if (a.startsWith("-H:") || a.startsWith("-R:")) builderArgs.add(withOrigin(a, origin));
                    else if (!api(a, q, origin)) {
                        if (a.startsWith("-")) throw fail("Unrecognized option: " + a);
                        positional.add(a);
                    }
                }
            }
        }
    }

    static void path(String s, Set<Path> to) throws IOException {
        for (String e : s.split(":")) {
            Path p = Path.of(e.isEmpty() ? "." : e.endsWith("/*") ? e.substring(0, e.length() - 2) : e).toAbsolutePath().normalize();
            if (!e.endsWith("/*")) { if (Files.exists(p)) to.add(p); continue; }
            try (Stream<Path> s2 = Files.list(p)) { s2.filter(f -> f.toString().endsWith(".jar")).sorted().forEach(to::add); }
        }
    }

    /** -H:[+-]Name[=value] becomes -H:[+-]Name@origin[=value]: the builder names the origin in its messages. */
    static String withOrigin(String a, String origin) {
        int eq = a.indexOf('=');
        String name = eq < 0 ? a : a.substring(0, eq);
        return name.contains("@") ? a : name + "@" + origin + (eq < 0 ? "" : a.substring(eq));
    }

    boolean api(String a, Deque<String> q, String origin) throws Exception {
        for (Api o : apis) {
            String value = null;
            boolean hit = false;
            if (!o.hasValue()) hit = a.equals(o.flag);
            else for (char s : o.how.valueSeparator()) {
                if (s == APIOption.WHITESPACE_SEPARATOR) { if (hit = a.equals(o.flag) && !q.isEmpty()) value = q.pop(); }
                else if (s == APIOption.NO_SEPARATOR) { if (hit = a.startsWith(o.flag)) value = a.substring(o.flag.length()); }
                else if (hit = a.startsWith(o.flag + s)) value = a.substring(o.flag.length() + 1);
                else if (hit = a.equals(o.flag) && o.how.valueSeparator().length == 1) value = "";
                if (hit) break;
            }
            if (!hit) continue;
            if (value != null && value.isEmpty() && o.how.defaultValue().length > 0) value = o.how.defaultValue()[0];
            if (o.how.fixedValue().length > 0) value = o.how.fixedValue()[0];
            String pre = o.option.getOptionKey() instanceof RuntimeOptionKey ? "-R:" : "-H:", at = "@" + origin + "+api";
            if (o.instead != null) {
                builderArgs.add(withOrigin("-H:" + o.instead, at.substring(1)));
            } else if (o.isBoolean()) {
                builderArgs.add(pre + (o.how.kind() == APIOption.APIOptionKind.Negated ? "-" : "+") + o.option.getName() + at);
            } else {
                Object v = value == null ? "" : value;
                for (Class<? extends Function<Object, Object>> t : o.how.valueTransformer()) v = make(t).apply(v);
                builderArgs.add(pre + o.option.getName() + at + "=" + v);
            }
            return true;
        }
        // --group=a,b: each member by itself
        int eq = a.indexOf('=');
        if (eq > 0 && a.indexOf(',', eq) > 0) {
            boolean done = true;
            for (String m : a.substring(eq + 1).split(",")) {
                String one = a.substring(0, eq + 1) + m;
                done &= apis.stream().anyMatch(o -> !o.hasValue() && o.flag.equals(one)) && api(one, q, origin);
            }
            return done;
        }
        return false;
    }

    /** What to build: the jar's, the class's or the module's entry point, and the image's name and folder. */
    void target() throws Exception {
        String name = null, main = null;
        if (jar != null) {
            try (JarFile f = new JarFile(jar.toFile())) {
                Attributes m = f.getManifest() == null ? new Attributes() : f.getManifest().getMainAttributes();
                main = m.getValue("Main-Class");
                if (main == null) throw fail("no Main-Class in the manifest of " + jar);
                classpath.add(jar);
                for (String e : words(m.getValue("Class-Path"))) { Path p = jar.getParent().resolve(e).normalize(); if (Files.exists(p)) classpath.add(p); }
                for (String e : words(m.getValue("Add-Opens"))) builderArgs.add("-H:AddOpens=" + e + "=ALL-UNNAMED");
                for (String e : words(m.getValue("Add-Exports"))) builderArgs.add("-H:AddExports=" + e + "=ALL-UNNAMED");
                if (m.getValue("Enable-Native-Access") != null) javaArgs.add("--enable-native-access=ALL-UNNAMED");
            }
            name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        } else if (module != null) {
            String[] p = module.split("/", 2);
            builderArgs.add("-H:Module@driver=" + p[0]);
            main = p.length > 1 ? p[1] : "";
            name = p[0].toLowerCase(Locale.ROOT);
        } else {
            if (classpath.isEmpty()) path(System.getenv().getOrDefault("CLASSPATH", "."), classpath);
            if (!positional.isEmpty()) { main = positional.remove(0); name = main.toLowerCase(Locale.ROOT); }
            else if (builderArgs.stream().noneMatch(a -> a.matches("-H:(Class|\\+SharedLibrary)\\b.*"))) throw fail("name a class, a -jar or a -m module to build");
        }
        if (!positional.isEmpty()) name = positional.remove(0);
        if (!positional.isEmpty()) throw fail("too many arguments: " + positional);
        if (main != null) builderArgs.add("-H:Class@driver=" + main);
        for (String a : builderArgs) if (a.matches("-H:Name(@[^=]*)?=.*")) name = a.substring(a.indexOf('=') + 1);
        if (name == null) throw fail("no name for the image: use -o");
        builderArgs.removeIf(a -> a.matches("-H:Name(@[^=]*)?=.*"));
        Path out = Path.of(name).toAbsolutePath().normalize();
        builderArgs.add("-H:Name@driver=" + out.getFileName());
        if (builderArgs.stream().noneMatch(a -> a.matches("-H:Path(@[^=]*)?=.*"))) builderArgs.add("-H:Path@driver=" + out.getParent());
    }

    static List<String> words(String s) { return s == null ? List.of() : Arrays.stream(s.trim().split("\\s+")).filter(w -> !w.isEmpty()).toList(); }

    /** Splits at white space, except inside quotes. */
    static List<String> split(String s) {
        List<String> out = new ArrayList<>();
        StringBuilder b = null;
        char quote = 0;
        for (char c : s.toCharArray()) {
            if (quote != 0 ? c == quote : c == '"' || c == '\'') { quote = quote != 0 ? 0 : c; if (b == null) b = new StringBuilder(); }
            else if (quote == 0 && Character.isWhitespace(c)) { if (b != null) out.add(b.toString()); b = null; }
            else { if (b == null) b = new StringBuilder(); b.append(c); }
        }
        if (b != null) out.add(b.toString());
        return out;
    }

    static final Map<String, String> CONFIG = Map.of("reachability-metadata.json", "ReachabilityMetadataResources", "reflect-config.json", "ReflectionConfigurationResources",
            "resource-config.json", "ResourceConfigurationResources", "proxy-config.json", "DynamicProxyConfigurationResources", "jni-config.json", "JNIConfigurationResources",
            "serialization-config.json", "SerializationConfigurationResources", "serialization-deny-config.json", "SerializationDenyConfigurationResources",
            "predefined-classes-config.json", "PredefinedClassesConfigurationResources");

    /** What a class-path entry says for itself under META-INF/native-image. */
    void metaInf(Path entry) throws Exception {
        FileSystem zip = null;
        try {
            Path root = entry;
            if (Files.isRegularFile(entry)) {
                if (!entry.toString().endsWith(".jar")) return;
                zip = FileSystems.newFileSystem(entry);
                root = zip.getPath("/");
            }
            Path meta = root.resolve("META-INF/native-image");
            if (!Files.isDirectory(meta)) return;
            List<Path> files;
            try (Stream<Path> s = Files.walk(meta)) { files = s.filter(Files::isRegularFile).toList(); }
            for (Path f : files) {
                String in = root.relativize(f).toString(), uri = f.toUri().toString();
                if (excluded.stream().anyMatch(x -> x[0].matcher(entry.toString()).find() && x[1].matcher("/" + in).find())) continue;
                String base = f.getFileName().toString(), option = CONFIG.get(base);
                if (option != null) builderArgs.add("-H:" + option + "@" + uri + "+api=" + in);
                if (!base.equals("native-image.properties")) continue;
                Properties p = new Properties();
                p.load(new StringReader(Files.readString(f)));
                String dir = root.relativize(f.getParent()).toString();
                for (String a : split(p.getProperty("JavaArgs", ""))) javaArgs.add(a);
                options(split(p.getProperty("Args", "").replace("${.}", dir)), uri);
            }
        } finally {
            if (zip != null) zip.close();
        }
    }

    static String joined(Collection<Path> c) { return c.stream().map(Path::toString).collect(Collectors.joining(":")); }

    int build() throws Exception {
        Path svm = home.resolve("lib/svm"), tmp = Files.createTempDirectory("native-image-");
        List<Path> jars;
        try (Stream<Path> s = Files.list(svm.resolve("builder"))) { jars = s.filter(f -> f.toString().endsWith(".jar")).sorted().toList(); }
        String names = ModuleFinder.of(jars.toArray(Path[]::new)).findAll().stream().map(r -> r.descriptor().name()).sorted().collect(Collectors.joining(","));
        List<String> vm = new ArrayList<>(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI", "-XX:-UseJVMCICompiler", "-XX:+UseParallelGC", "-XX:GCTimeRatio=9",
                "-XX:MaxRAMPercentage=80", "-Dsvm.build.memoryUsageReasonText=at most 80% unless -J-Xmx says otherwise", "-XX:+ExitOnOutOfMemoryError", "-Xss10m", "-Xshare:off", "-Djava.awt.headless=true", "-Dsubstratevm.HostLibC=glibc",
                "-Dorg.graalvm.vendor=" + System.getProperty("org.graalvm.vendor"), "-Dorg.graalvm.vendorversion=" + vendor(),
                "-Dorg.graalvm.vendorurl=https://www.graalvm.org/", "-Dorg.graalvm.version=" + System.getProperty("org.graalvm.version"),
                "-Dcom.oracle.graalvm.isaot=true", "-Dorg.graalvm.nativeimage.imagecode=buildtime",
                "-Djava.system.class.loader=com.oracle.svm.hosted.NativeImageSystemClassLoader", "-Djdk.internal.lambda.disableEagerInitialization=true",
                "-Djdk.internal.lambda.eagerlyInitialize=false", "-Djava.lang.invoke.InnerClassLambdaMetafactory.initializeLambdas=false",
                "-Djava.lang.invoke.MethodHandle.DONT_INLINE_THRESHOLD=-1", "-Djava.lang.invoke.MethodHandle.PROFILE_GWT=false",
                "-Dtruffle.TruffleRuntime=com.oracle.truffle.api.impl.DefaultTruffleRuntime", "-Dgraalvm.ForcePolyglotInvalid=true", "-Dgraalvm.locatorDisabled=true"));
        vm.addAll(Files.readAllLines(svm.resolve("builder-exports.args")));
        vm.addAll(javaArgs);
        vm.add("--enable-native-access=" + names);
        vm.add("--add-modules=ALL-DEFAULT");
        // as the image's boot layer, next to what was asked for: the system modules that other system modules need
        Map<String, java.lang.module.ModuleDescriptor> sys = new TreeMap<>();
        ModuleFinder.ofSystem().findAll().forEach(r -> sys.put(r.descriptor().name(), r.descriptor()));
        sys.values().stream().flatMap(d -> d.requires().stream()).map(r -> r.name()).distinct().filter(sys::containsKey).filter(m -> !addModules.contains(m)).toList().forEach(addModules::add);
        if (!addModules.isEmpty()) {
            vm.add("-Dsvm.modulesupport.addedModules=" + String.join(",", addModules));
            Set<String> app = modulepath.isEmpty() ? Set.of() : ModuleFinder.of(modulepath.toArray(Path[]::new)).findAll().stream().map(r -> r.descriptor().name()).collect(Collectors.toSet());
            String own = addModules.stream().filter(m -> !app.contains(m)).collect(Collectors.joining(","));
            if (!own.isEmpty()) vm.add("--add-modules=" + own);
        }
        vm.addAll(List.of("--upgrade-module-path", svm.resolve("upgrade/compiler.jar").toString(), "--module-path", joined(jars),
                "--module", "org.graalvm.nativeimage.builder/com.oracle.svm.hosted.NativeImageGeneratorRunner", "-keepalive", "/proc/" + ProcessHandle.current().pid() + "/comm"));
        List<String> image = new ArrayList<>(List.of("-imagecp", joined(classpath)));
        if (!modulepath.isEmpty()) image.addAll(List.of("-imagemp", joined(modulepath)));
        Path c = svm.resolve("clibraries");
        image.add("-H:CLibraryPath=" + c.resolve("linux-amd64/glibc") + "," + c.resolve("linux-amd64") + "," + c);
        image.addAll(builderArgs);
        image.add("-H:ImageBuildID@driver=" + UUID.randomUUID());
        Path vmFile = Files.writeString(tmp.resolve("vm.args"), vm.stream().map(a -> "\"" + a.replace("\\", "\\\\").replace("\"", "\\\"") + "\"").collect(Collectors.joining("\n")));
        Path imageFile = Files.writeString(tmp.resolve("image.args"), String.join("\0", image));
        if (verbose || dryRun) { vm.forEach(System.out::println); image.forEach(System.out::println); }
        int rc = 0;
        if (!dryRun) {
            ProcessBuilder b = new ProcessBuilder(home.resolve("bin/java").toString(), "@" + vmFile, NativeImageGeneratorRunner.IMAGE_BUILDER_ARG_FILE_OPTION + imageFile).inheritIO();
            for (String k : List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH")) b.environment().remove(k);
            b.environment().putAll(env);
            b.environment().put("DRIVER_TEMP_DIR_ENV_VARIABLE", tmp.toString());
            Process p = b.start();
            Runtime.getRuntime().addShutdownHook(new Thread(p::destroy));
            rc = p.waitFor();
        }
        try (Stream<Path> s = Files.walk(tmp)) { for (Path f : s.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(f); }
        return rc;
    }
}
