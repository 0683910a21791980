package io.selvage.gateway.policy;

import java.util.HashMap;
import java.util.Map;

import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.schema.StoredSchema;
import org.jspecify.annotations.Nullable;

/**
 * What documents of tests refer to.
 */
public final class TestEnvironment implements PolicyEnvironment {

	private final Map<String, NamedValue> namedValues = new HashMap<>();

	private final Map<String, PolicySource> fragments = new HashMap<>();

	private final Map<String, String> backends = new HashMap<>();

	private final Map<String, StoredSchema> schemas = new HashMap<>();

	public TestEnvironment namedValue(String name, String value) {
		this.namedValues.put(name, new NamedValue(value, false));
		return this;
	}

	public TestEnvironment secret(String name, String value) {
		this.namedValues.put(name, new NamedValue(value, true));
		return this;
	}

	public TestEnvironment fragment(String id, String text) {
		this.fragments.put(id, PolicySource.strict("fragment " + id, text, PolicyFormat.RAWXML));
		return this;
	}

	public TestEnvironment backend(String id, String url) {
		this.backends.put(id, url);
		return this;
	}

	public TestEnvironment schema(StoredSchema schema) {
		this.schemas.put(schema.id(), schema);
		return this;
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

	@Override
	public @Nullable StoredSchema schema(String id) {
		return this.schemas.get(id);
	}

}
