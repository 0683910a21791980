package io.selvage.gateway.dryrun;

import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.schema.StoredSchema;
import org.jspecify.annotations.Nullable;

/**
 * Takes every backend and schema for existing: for a document that is checked outside of
 * a catalog. Named values and fragments, whose text would be needed, are missing.
 */
final class AnyReference implements PolicyEnvironment {

	@Override
	public @Nullable NamedValue namedValue(String name) {
		return null;
	}

	@Override
	public @Nullable PolicySource fragment(String id) {
		return null;
	}

	@Override
	public String backendUrl(String id) {
		return "http://" + id.replaceAll("[^A-Za-z0-9-]", "-") + ".backend.example";
	}

	@Override
	public StoredSchema schema(String id) {
		return new StoredSchema.Unknown(id);
	}

}
