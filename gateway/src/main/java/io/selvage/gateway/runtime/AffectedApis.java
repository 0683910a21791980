package io.selvage.gateway.runtime;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Difference;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Which APIs a change of the catalog concerns, so that a change of one is not paid for by
 * thousands of others: those below which something changed, those of a product that
 * changed, all if the policy of all changed. What changed for policies that refer to it
 * is known as {@link CatalogEnvironment.Question}s: whose plan asked one is concerned
 * too.
 */
final class AffectedApis {

	private final CatalogSnapshot before;

	private final CatalogSnapshot now;

	private final Difference difference;

	/** Names without revision. */
	private final Set<String> roots = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	private final Set<CatalogEnvironment.Question> questions = new HashSet<>();

	private final boolean namedValues;

	private boolean all;

	AffectedApis(CatalogSnapshot before, CatalogSnapshot now) {
		this.before = before;
		this.now = now;
		this.difference = now.since(before);
		this.namedValues = this.difference.touches(ResourceType.NAMED_VALUES);
		this.difference.changed().forEach(this::add);
		this.difference.removed().forEach(this::add);
	}

	private void add(ResourceId id) {
		if (id.type() == ResourceType.POLICIES) {
			this.all = true;
		}
		else if (id.type() == ResourceType.NAMED_VALUES) {
			addNamedValue(this.before.entity(id, NamedValue.class));
			addNamedValue(this.now.entity(id, NamedValue.class));
		}
		else if (id.type() == ResourceType.POLICY_FRAGMENTS) {
			this.questions.add(CatalogEnvironment.Question.fragment(id.name()));
		}
		else if (id.type() == ResourceType.BACKENDS) {
			this.questions.add(CatalogEnvironment.Question.backend(id.name()));
		}
		else if (id.type() == ResourceType.LOGGERS) {
			this.questions.add(CatalogEnvironment.Question.logger(id.name()));
		}
		else if (id.type() == ResourceType.SCHEMAS) {
			this.questions.add(CatalogEnvironment.Question.schema(id.name()));
		}
		for (ResourceId up = id; up != null; up = up.parent()) {
			if (up.type() == ResourceType.APIS) {
				addApi(up.name());
			}
			else if (up.type() == ResourceType.PRODUCTS) {
				this.before.apisOf(up.name()).forEach(this::addApi);
				this.now.apisOf(up.name()).forEach(this::addApi);
			}
		}
	}

	private void addNamedValue(@Nullable NamedValue value) {
		if (value != null) {
			this.questions.add(CatalogEnvironment.Question.namedValue(value.displayName()));
		}
	}

	private void addApi(String name) {
		this.roots.add(Api.Revision.rootOf(name));
	}

	Difference difference() {
		return this.difference;
	}

	Set<CatalogEnvironment.Question> questions() {
		return this.questions;
	}

	boolean all() {
		return this.all;
	}

	/** Whether an API is concerned, whatever its plans refer to. */
	boolean contains(Api api) {
		if (this.all) {
			return true;
		}
		String url = api.serviceUrl();
		return this.roots.contains(api.revision().apiId()) || (this.namedValues && url != null && url.contains("{{"));
	}

	/** Whether plans of any API may be concerned, by what they refer to. */
	boolean mayReachPlans() {
		return !this.questions.isEmpty();
	}

}
