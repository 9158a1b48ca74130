package dev.holdpoint.settings;

import dev.holdpoint.client.NotDoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * Whose files are: what is written as a whole belongs to whoever writes it, and an agent that runs as somebody else can be unable to
 * read it then.
 *
 * @param self asked at each check
 */
public record Ownership(Self self) {

    private static final String ROOT = "root";

    /** Who writes. */
    @FunctionalInterface
    public interface Self {
        UserPrincipal user() throws IOException;
    }

    public static Ownership ofThisProcess() {
        return new Ownership(Ownership::whoever);
    }

    /**
     * Checks that nothing of somebody else changes hands, and that root makes nothing in folders of somebody else. A folder that this
     * process may write is as good as its own otherwise, and of root nobody has an agent who is not root.
     *
     * @throws NotDoneException where one does not hold
     */
    public void check(Path... files) throws IOException {
        UserPrincipal user = self.user();
        for (Path file : files) {
            check(file, user);
        }
    }

    private static void check(Path file, UserPrincipal self) throws IOException {
        Path there = OwnFile.target(file);
        boolean isThere = Files.exists(there);
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        UserPrincipal owner = Files.getOwner(there);
        boolean isInTheWay = isThere || self.getName().equals(ROOT);
        if (isInTheWay && !owner.equals(self) && !owner.getName().equals(ROOT)) {
            throw new NotDoneException(there + " belongs to " + owner.getName() + ", and this runs as " + self.getName()
                    + ", whose files an agent of " + owner.getName()
                    + " may be unable to read; nothing was changed: run"
                    + " it as " + owner.getName() + ", and where only " + self.getName()
                    + " can make a token, with one in HOLDPOINT_TOKEN and the service in HOLDPOINT_URL");
        }
    }

    /** A process has what it makes; where it can make nothing, Linux says whose it is. */
    private static UserPrincipal whoever() throws IOException {
        Path made;
        try {
            made = Files.createTempFile("holdpoint", "");
        } catch (IOException noPlace) {
            return Files.getOwner(Path.of("/proc/self"));
        }
        try {
            return Files.getOwner(made, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(made);
        }
    }
}
