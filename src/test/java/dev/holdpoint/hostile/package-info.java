/**
 * What hostile callers tried against the service as a whole, larger by a property ({@code hostile.scale}). What they tried,
 * and the test that holds it, here or where the code stands:
 *
 * <ol>
 *   <li>bodies sent half, too many connections: {@code MemoryIT}
 *   <li>answers that nobody reads: {@code MemoryIT}, {@code PipelineHttpTest}
 *   <li>sizes in bytes: {@code BoundariesTest}, {@code ArchiveTest}
 *   <li>snapshots of tabs that do not read, a hub that is behind: {@code MemoryIT}, {@code FrameBudgetTest}, {@code
 *       EventBusAnnouncerTest}
 *   <li>sweeps and caps over large rows: {@code DeadlinesAndLeasesTest}, {@code SlimRowsTest}
 *   <li>errors, and threads that are gone or stuck: {@code FatalTest}, {@code LastResortTest}, {@code ProcessLivenessTest}, {@code
 *       PulseTest}, {@code RecoveryTest}, {@code MemoryIT}
 *   <li>schemas that take time and memory: {@code HostileSchemasTest}, {@code CheckTimeTest}, {@code ChecksHttpTest}
 *   <li>schemas that lead back to themselves: {@code SchemaLoopsTest}
 *   <li>numbers, headers and times that are long or far: {@code FingerprintTest}, {@code WaitsTest}, {@code HeadersHttpTest}
 *   <li>heavy reads: {@code ReadersTest}, {@code QueryPlansTest}, {@code MuchKeptTest}
 *   <li>made-up methods and paths: {@code LabelsHttpTest}
 *   <li>encodings of transfer that are none: {@code MalformedRequestsIT}
 *   <li>a full store: {@code FullStoreTest}, {@code FullStoreHttpTest}, {@code NoRoomTest}
 *   <li>a slow tab and a failing store: {@code SlowTabTest}, {@code SlowTabIT}
 *   <li>leases, clocks, much that is due, rows that cannot be read: {@code AwaitingTest}, {@code SweepsTest}, {@code LogTest},
 *       {@code UnreadableTest}
 *   <li>files that others read: {@code DataFolderTest}
 *   <li>paths around the guard: {@code RequestTargetTest}, {@code HostsHttpTest}
 *   <li>segments of paths: {@code MalformedRequestsIT}
 *   <li>streams while the server stops, and when tabs come back: {@code ShutDownHttpTest}, {@code EventsHttpTest}
 *   <li>streams that are alive: {@code TabStreamTest}, {@code EventsHttpTest}
 *   <li>waits: {@code WaitsTest}
 *   <li>what is no request: {@code MalformedRequestsIT}, {@code HeadersHttpTest}, {@code StrictJsonTest}
 *   <li>arguments and configuration: {@code CommandLineIT}, {@code HelpTest}
 *   <li>what operators read: {@code EventsHttpTest}, {@code MetricsTest}, {@code SettlementLogTest}
 *   <li>peers that vanish: {@code VanishedPeerIT}
 *   <li>clients made from the contract: {@code OpenApiHttpTest}
 * </ol>
 */
package dev.holdpoint.hostile;
