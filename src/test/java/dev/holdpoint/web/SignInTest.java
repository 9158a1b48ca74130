package dev.holdpoint.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.holdpoint.testing.ReverseProxy;
import dev.holdpoint.testing.Tab;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is signed out is told so, and what they decided is kept until they signed in; it counts once. */
@QuarkusTest
class SignInTest extends InboxTest {

    private static final Locator.WaitForOptions LATER = new Locator.WaitForOptions().setTimeout(60_000);

    @Inject
    Vertx vertx;

    private final AtomicBoolean isSignedIn = new AtomicBoolean(true);
    private String id;

    @BeforeEach
    void somethingIsAsked() {
        id = ask("permission", ",\"data\":{\"toolName\":\"Bash\",\"input\":{\"command\":\"ls\"}}");
    }

    @Test
    void aDecisionThatIsAskedWhoSentItIsSentUntilItCounts() {
        Tab tab = tab().open("?id=" + id);
        List<String> keys = new CopyOnWriteArrayList<>();
        tab.page().route("**/v1/interactions/" + id + "/resolve", route -> {
            keys.add(route.request().headers().get("idempotency-key"));
            if (keys.size() <= 2) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(401)
                        .setContentType("application/problem+json")
                        .setBody("{\"title\":\"Unauthenticated\",\"status\":401}"));
            } else {
                route.resume();
            }
        });

        tab.button("Allow").click();

        signInAgain(tab).waitFor();
        tab.page().getByText("Your decision is not sent yet").waitFor();
        tab.page().getByText("Decided by you, here").waitFor(LATER);
        assertThat(signInAgain(tab)).hasCount(0);
        assertThat(keys).hasSize(3).doesNotContainNull();
        assertThat(keys.stream().distinct()).hasSize(1);
        assertThat(response(id).toString()).isEqualTo("{\"behavior\":\"allow\"}");
    }

    /** As single sign-on does it that stands before a service: whatever is asked for leads to its own page. */
    @Test
    void whereASessionEndsThePageLeadsToTheSignInAndGoesOnAfterIt() {
        try (var proxy = new ReverseProxy(vertx, base, "", this::askWhoItIs)) {
            BrowserContext browser = browser();
            Tab tab = tab(browser, proxy.base()).open("?id=" + id);
            tab.button("Allow").waitFor();

            // When
            isSignedIn.set(false);
            proxy.cutOff();
            tab.page().getByText("Signed out", exactly()).waitFor(LATER);
            assertThat(new AxeBuilder(tab.page()).analyze().getViolations()).isEmpty();
            tab.screenshot("signed-out");
            tab.button("Allow").click();
            tab.page().getByText("Your decision is not sent yet").waitFor();
            assertThat(interaction(id).path("status").asText()).isEqualTo("pending");
            Page signIn = browser.waitForPage(() -> signInAgain(tab).click());
            signIn.getByText("Log in").click();

            // Then
            signIn.getByText("Live", exactly()).waitFor(LATER);
            tab.page().getByText("Decided by you, here").waitFor(LATER);
            tab.page().getByText("Live", exactly()).waitFor(LATER);
            assertThat(signInAgain(tab)).hasCount(0);
            assertThat(proxy.forwarded()).containsOnlyOnce("POST /v1/interactions/" + id + "/resolve");
        }
    }

    private static Locator signInAgain(Tab tab) {
        return tab.page().getByText("Sign in again", exactly());
    }

    private boolean askWhoItIs(HttpServerRequest request) {
        boolean isSignIn = request.path().equals("/login");
        if (isSignIn && request.method() == HttpMethod.POST) {
            isSignedIn.set(true);
            request.response().setStatusCode(303).putHeader("Location", "/").end();
        } else if (isSignIn) {
            request.response()
                    .putHeader("Content-Type", "text/html")
                    .end("<form method=\"post\"><button>Log in</button></form>");
        } else if (!isSignedIn.get()) {
            request.response()
                    .setStatusCode(302)
                    .putHeader("Location", "/login")
                    .end();
        }
        return isSignIn || !isSignedIn.get();
    }
}
