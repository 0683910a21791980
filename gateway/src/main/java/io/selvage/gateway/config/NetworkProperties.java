package io.selvage.gateway.config;

import java.nio.file.Path;

import io.selvage.gateway.forward.NameSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The network backends are in.
 *
 * @param names how names are looked up
 * @param trustedCertificates a PEM file with certificate authorities that are trusted
 * beside those of the JVM, or null
 */
@ConfigurationProperties("selvage.network")
public record NetworkProperties(@DefaultValue NameSettings names, @Nullable Path trustedCertificates) {

}
