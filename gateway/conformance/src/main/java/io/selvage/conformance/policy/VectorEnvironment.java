package io.selvage.conformance.policy;

import java.util.HashMap;
import java.util.Map;

import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicySource;
import org.jspecify.annotations.Nullable;

/**
 * What a vector says documents can refer to.
 */
final class VectorEnvironment implements PolicyEnvironment {

	private final Map<String, NamedValue> namedValues = new HashMap<>();

	private final Map<String, PolicySource> fragments = new HashMap<>();

	private final Map<String, String> backends = new HashMap<>();

	void namedValue(String name, String value) {
		this.namedValues.put(name, new NamedValue(value, false));
	}

	void fragment(String id, PolicySource source) {
		this.fragments.put(id, source);
	}

	void backend(String id, String url) {
		this.backends.put(id, url);
	}

	@Override
	public @Nullable NamedValue namedValue(String name) {
		return this.namedValues.get(name);
	}

	@Override
	public @Nullable PolicySource fragment(String id) {
		return this.fragments.get(id);
	}

	@Override
	public @Nullable String backendUrl(String id) {
		return this.backends.get(id);
	}

}
