package dev.holdpoint.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.quarkus.runtime.ImageMode;
import java.lang.management.ManagementFactory;

/** Whether the virtual machine ends the process by itself where it has no memory left. A native binary is built to. */
final class MemoryFlag {

    static final String NAME = "ExitOnOutOfMemoryError";

    private MemoryFlag() {}

    static boolean isSet() {
        if (ImageMode.current().isNativeImage()) {
            return true;
        }
        try {
            var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Boolean.parseBoolean(machine.getVMOption(NAME).getValue());
        } catch (RuntimeException notHotSpot) {
            return false;
        }
    }
}
