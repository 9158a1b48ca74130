package dev.holdpoint.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tab of the inbox, which remembers whatever ran that should not have. */
public final class Tab {

    /** Runs before the page's own scripts: notes what the policy refused. */
    private static final String NOTE_VIOLATIONS = """
            window.violations = [];
            document.addEventListener('securitypolicyviolation', (event) =>
              window.violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
            """;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Page page;
    private final String address;
    private final List<String> wrongs = new ArrayList<>();

    public Tab(BrowserContext context, URI base) {
        this.page = context.newPage();
        this.address = base.getPath().endsWith("/") ? base.toString() : base + "/";
        page.addInitScript(NOTE_VIOLATIONS);
        page.onPageError(error -> wrongs.add("error: " + error));
        page.onDialog(dialog -> {
            wrongs.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    /** Opens the inbox, with what stands behind the question mark of its address, and waits until it is live. */
    public Tab open(String query) {
        page.navigate(address + query);
        page.getByText("Live", new Page.GetByTextOptions().setExact(true)).waitFor();
        return this;
    }

    public Page page() {
        return page;
    }

    public Locator card() {
        return page.locator("hp-card");
    }

    /** The title of the open card. */
    public Locator title() {
        return card().locator("#title");
    }

    public Locator outcome() {
        return page.locator("hp-outcome");
    }

    public Locator rows() {
        return page.locator("hp-inbox-row");
    }

    public Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator field(String label) {
        return page.getByLabel(label);
    }

    public void screenshot(String name) {
        if (!Browsers.isFirefox()) { // there it takes a style, which the page's policy refuses
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        }
    }

    /** Nothing of an asker's has run, nothing was refused by the policy, nothing failed. */
    public void assertNothingWrong() {
        assertThat(wrongs).isEmpty();
        assertThat((List<?>) page.evaluate("window.violations")).isEmpty();
    }
}
