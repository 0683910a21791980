package io.selvage.gateway.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where tokens of managed identities come from, if no bean of the application gives them.
 *
 * @param endpoint the metadata service of an Azure machine or the identity endpoint of a
 * container, with its api-version
 * @param secret the value of {@code X-IDENTITY-HEADER} that containers are given
 * @param sslBundle the name of a bundle of {@code spring.ssl.bundle} with the authorities
 * that vouch for an https endpoint; null: those of Java
 */
@ConfigurationProperties("selvage.identity")
public record IdentityProperties(@Nullable String endpoint, @Nullable String secret, @Nullable String sslBundle) {

	@Override
	public String toString() {
		return "IdentityProperties[" + this.endpoint + "]";
	}

}
