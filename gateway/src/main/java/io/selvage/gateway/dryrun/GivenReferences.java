package io.selvage.gateway.dryrun;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.schema.StoredSchema;
import org.jspecify.annotations.Nullable;

/**
 * Named values and fragments an author gives, before others.
 *
 * @param namedValues values by name
 * @param fragments documents by id
 * @param others what is asked for the rest
 */
record GivenReferences(Map<String, String> namedValues, Map<String, PolicySource> fragments,
		PolicyEnvironment others) implements PolicyEnvironment {

	static PolicyEnvironment of(List<String> namedValues, List<String> fragments, Function<String, PolicySource> read,
			PolicyEnvironment others) {
		Map<String, PolicySource> documents = new LinkedHashMap<>();
		pairs(fragments).forEach((id, file) -> documents.put(id, read.apply(file)));
		return new GivenReferences(pairs(namedValues), documents, others);
	}

	private static Map<String, String> pairs(List<String> texts) {
		Map<String, String> pairs = new LinkedHashMap<>();
		for (String text : texts) {
			int equals = text.indexOf('=');
			if (equals < 1) {
				throw new IllegalArgumentException("'" + text + "' lacks a name: expected NAME=VALUE.");
			}
			pairs.put(text.substring(0, equals), text.substring(equals + 1));
		}
		return pairs;
	}

	@Override
	public @Nullable NamedValue namedValue(String name) {
		String given = this.namedValues.get(name);
		return (given != null) ? new NamedValue(given, false) : this.others.namedValue(name);
	}

	@Override
	public @Nullable PolicySource fragment(String id) {
		PolicySource given = this.fragments.get(id);
		return (given != null) ? given : this.others.fragment(id);
	}

	@Override
	public @Nullable String backendUrl(String id) {
		return this.others.backendUrl(id);
	}

	@Override
	public boolean hasLogger(String id) {
		return this.others.hasLogger(id);
	}

	@Override
	public @Nullable StoredSchema schema(String id) {
		return this.others.schema(id);
	}

}
