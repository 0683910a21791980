package io.selvage.fabric.naming;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One call, before it is known which endpoint and api-version it goes to. Path and
 * parameters are raw: they are sent as they stand.
 *
 * @param path for instance {@code /Services/App~Svc/$/ResolvePartition}
 * @param parameters {@code name=value} pairs
 * @param body the JSON of a POST, or {@code null} for a GET
 * @param anonymous whether the call needs no token
 */
record NamingCall(String path, List<String> parameters, @Nullable String body, boolean anonymous) {

	static NamingCall get(String path) {
		return new NamingCall(path, List.of(), null, false);
	}

	NamingCall with(String name, String rawValue) {
		List<String> more = new ArrayList<>(this.parameters);
		more.add(name + '=' + rawValue);
		return new NamingCall(this.path, more, this.body, this.anonymous);
	}

	NamingCall post(String json) {
		return new NamingCall(this.path, this.parameters, json, this.anonymous);
	}

	NamingCall withoutToken() {
		return new NamingCall(this.path, this.parameters, this.body, true);
	}

	/** The server gives up a second before we do, so that its answer says why. */
	URI uri(URI endpoint, String apiVersion, Duration limit) {
		StringBuilder url = new StringBuilder(160).append(endpoint);
		while (url.charAt(url.length() - 1) == '/') {
			url.setLength(url.length() - 1);
		}
		url.append(this.path).append("?api-version=").append(apiVersion);
		for (String parameter : this.parameters) {
			url.append('&').append(parameter);
		}
		url.append("&timeout=").append(Math.max(1, limit.toSeconds() - 1));
		return URI.create(url.toString());
	}

}
