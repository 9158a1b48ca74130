package dev.holdpoint.http;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.CipherSuiteFilter;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextOption;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * How Netty makes TLS for a client, in a native image. Since 4.1.135 it does so in an overload that the substitutions
 * of Quarkus 3.33.2 do not know, and which leads the image to OpenSSL; so here it stays with the JDK. The overload that
 * they do know is no way there: an alias of it is Netty's own, which comes back to this one.
 */
@TargetClass(SslContext.class)
final class ClientTls {

    private ClientTls() {}

    @Substitute
    static SslContext newClientContextInternal(
            SslProvider provider,
            Provider sslContextProvider,
            X509Certificate[] trustCert,
            TrustManagerFactory trustManagerFactory,
            X509Certificate[] keyCertChain,
            PrivateKey key,
            String keyPassword,
            KeyManagerFactory keyManagerFactory,
            Iterable<String> ciphers,
            CipherSuiteFilter cipherFilter,
            ApplicationProtocolConfig apn,
            String[] protocols,
            long sessionCacheSize,
            long sessionTimeout,
            boolean startTls,
            boolean enableOcsp,
            SecureRandom secureRandom,
            String keyStoreType,
            String endpointIdentificationAlgorithm,
            Map.Entry<SslContextOption<?>, Object>... options)
            throws SSLException {
        if (enableOcsp) {
            throw new IllegalArgumentException("no TLS of the JDK's staples OCSP");
        }
        return (SslContext) (Object) new OfTheJdk(
                sslContextProvider,
                trustCert,
                trustManagerFactory,
                keyCertChain,
                key,
                keyPassword,
                keyManagerFactory,
                ciphers,
                cipherFilter,
                apn,
                protocols,
                sessionCacheSize,
                sessionTimeout,
                secureRandom,
                keyStoreType,
                endpointIdentificationAlgorithm,
                new Resumption());
    }

    /** What Netty makes by the JDK. */
    @TargetClass(className = "io.netty.handler.ssl.JdkSslClientContext")
    static final class OfTheJdk {

        @Alias
        OfTheJdk(
                Provider sslContextProvider,
                X509Certificate[] trustCert,
                TrustManagerFactory trustManagerFactory,
                X509Certificate[] keyCertChain,
                PrivateKey key,
                String keyPassword,
                KeyManagerFactory keyManagerFactory,
                Iterable<String> ciphers,
                CipherSuiteFilter cipherFilter,
                ApplicationProtocolConfig apn,
                String[] protocols,
                long sessionCacheSize,
                long sessionTimeout,
                SecureRandom secureRandom,
                String keyStoreType,
                String endpointIdentificationAlgorithm,
                Resumption resumption)
                throws SSLException {}
    }

    /** Counts the sessions that were taken up again. */
    @TargetClass(className = "io.netty.handler.ssl.ResumptionController")
    static final class Resumption {

        @Alias
        Resumption() {}
    }
}
