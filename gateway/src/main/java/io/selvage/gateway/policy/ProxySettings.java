package io.selvage.gateway.policy;

import io.selvage.gateway.context.MessageUrl;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy the {@code proxy} policy chose.
 *
 * @param url where it listens
 * @param username the user for basic authentication, or null
 * @param password the password, or null
 */
public record ProxySettings(MessageUrl url, @Nullable String username, @Nullable String password) {

	@Override
	public String toString() {
		return "ProxySettings[" + this.url + "]";
	}

}
