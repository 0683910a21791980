package io.selvage.gateway.runtime;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Backend;
import io.selvage.catalog.entity.ContentSchema;
import io.selvage.catalog.entity.PolicyFragment;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Secret;
import io.selvage.gateway.policy.PolicyEnvironment;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.schema.StoredSchema;
import org.jspecify.annotations.Nullable;

/**
 * What policy documents refer to in a snapshot. Remembers what was asked for, so that it
 * can tell whether another snapshot would have answered the same.
 */
final class CatalogEnvironment implements PolicyEnvironment {

	private final CatalogSnapshot snapshot;

	private final Map<Question, Answer> asked = new HashMap<>();

	private final Set<String> withoutValue = new LinkedHashSet<>();

	CatalogEnvironment(CatalogSnapshot snapshot) {
		this.snapshot = snapshot;
	}

	@Override
	public @Nullable NamedValue namedValue(String name) {
		if (ask(Question.namedValue(name), (key) -> namedValue(this.snapshot, key)) instanceof NamedValue value) {
			return value;
		}
		if (this.snapshot.namedValue(name) != null) {
			this.withoutValue.add(name);
		}
		return null;
	}

	/**
	 * Returns the named values that were asked for, exist and have no value.
	 * @return display names, in the order they were asked for
	 */
	Set<String> withoutValue() {
		return this.withoutValue;
	}

	@Override
	public @Nullable PolicySource fragment(String id) {
		return ask(Question.fragment(id), (key) -> fragment(this.snapshot, key));
	}

	@Override
	public @Nullable String backendUrl(String id) {
		return ask(Question.backend(id), (key) -> backendUrl(this.snapshot, key));
	}

	@Override
	public boolean hasLogger(String id) {
		return ask(Question.logger(id), (key) -> logger(this.snapshot, key)) != null;
	}

	@Override
	public @Nullable StoredSchema schema(String id) {
		return ask(Question.schema(id), (key) -> schema(this.snapshot, key));
	}

	@SuppressWarnings("unchecked")
	private <T> @Nullable T ask(Question question, Function<String, @Nullable T> source) {
		T answer = source.apply(question.name());
		this.asked.put(question, new Answer(answer));
		return answer;
	}

	/**
	 * Tells whether one of some questions was asked.
	 * @param questions the questions
	 * @return true if what was compiled may be another now
	 */
	boolean askedAny(Set<Question> questions) {
		return !Collections.disjoint(this.asked.keySet(), questions);
	}

	/**
	 * Tells whether another snapshot answers every question as this one did.
	 * @param other the other snapshot
	 * @return true if whatever was compiled may be kept
	 */
	boolean sameIn(CatalogSnapshot other) {
		for (Map.Entry<Question, Answer> entry : this.asked.entrySet()) {
			String name = entry.getKey().name;
			Object now = switch (entry.getKey().kind) {
				case NAMED_VALUE -> namedValue(other, name);
				case FRAGMENT -> fragment(other, name);
				case BACKEND_URL -> backendUrl(other, name);
				case LOGGER -> logger(other, name);
				case SCHEMA -> schema(other, name);
			};
			if (!Objects.equals(now, entry.getValue().value)) {
				return false;
			}
		}
		return true;
	}

	/** One that has no value is told apart from one that is not there. */
	private static @Nullable Object namedValue(CatalogSnapshot snapshot, String name) {
		io.selvage.catalog.entity.NamedValue named = snapshot.namedValue(name);
		if (named == null) {
			return null;
		}
		Secret value = named.value();
		return (value != null) ? new NamedValue(value.reveal(), named.secret()) : Kind.NAMED_VALUE;
	}

	private static @Nullable PolicySource fragment(CatalogSnapshot snapshot, String id) {
		PolicyFragment fragment = snapshot.fragment(id);
		if (fragment == null) {
			return null;
		}
		ResourceId resource = ResourceId.of(ResourceType.POLICY_FRAGMENTS, fragment.name());
		return PlanCompiler.sourceOf(resource, fragment.text(), snapshot.layer(resource));
	}

	private static @Nullable Boolean logger(CatalogSnapshot snapshot, String id) {
		return (snapshot.resource(ResourceId.of(ResourceType.LOGGERS, id)) != null) ? Boolean.TRUE : null;
	}

	private static @Nullable StoredSchema schema(CatalogSnapshot snapshot, String id) {
		ContentSchema schema = snapshot.contentSchema(id);
		if (schema instanceof ContentSchema.Json json) {
			return new StoredSchema.Json(json.name(), json.document());
		}
		return (schema instanceof ContentSchema.Xml xml) ? new StoredSchema.Xml(xml.name(), xml.text()) : null;
	}

	private static @Nullable String backendUrl(CatalogSnapshot snapshot, String id) {
		Backend backend = snapshot.backend(id);
		if (backend instanceof Backend.Single single) {
			return single.url();
		}
		if (backend instanceof Backend.ServiceFabric fabric) {
			return fabric.serviceName();
		}
		return (backend != null) ? "" : null;
	}

	enum Kind {

		NAMED_VALUE, FRAGMENT, BACKEND_URL, LOGGER, SCHEMA

	}

	/**
	 * A question about the snapshot.
	 *
	 * @param kind what is asked for
	 * @param name its name; in lower case where case does not count
	 */
	record Question(Kind kind, String name) {

		static Question namedValue(String displayName) {
			return new Question(Kind.NAMED_VALUE, displayName);
		}

		static Question fragment(String id) {
			return new Question(Kind.FRAGMENT, id.toLowerCase(Locale.ROOT));
		}

		static Question logger(String id) {
			return new Question(Kind.LOGGER, id.toLowerCase(Locale.ROOT));
		}

		static Question schema(String id) {
			return new Question(Kind.SCHEMA, id.toLowerCase(Locale.ROOT));
		}

		static Question backend(String id) {
			return new Question(Kind.BACKEND_URL, id.toLowerCase(Locale.ROOT));
		}

	}

	private record Answer(@Nullable Object value) {
	}

}
