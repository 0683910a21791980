package io.selvage.catalog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.entity.Operation;
import io.selvage.catalog.entity.Subscription;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;

/**
 * No two APIs share a path and a version, no two operations of an API a method and a
 * template, no two named values a display name. Names in URLs do not depend on case.
 * Subscriptions with the same key are told of: one of them is never found.
 */
final class UniquenessRule implements ContractRule {

	@Override
	public void check(Judgement judgement) {
		if (judgement.difference().changed().stream().anyMatch((id) -> id.type() == ResourceType.APIS)) {
			checkApis(judgement);
		}
		if (judgement.difference().changed().stream().anyMatch((id) -> id.type() == ResourceType.NAMED_VALUES)) {
			checkNamedValues(judgement);
		}
		if (judgement.difference().changed().stream().anyMatch((id) -> id.type() == ResourceType.SUBSCRIPTIONS)) {
			checkKeys(judgement);
		}
		judgement.difference()
			.changed()
			.stream()
			.filter((id) -> id.type() == ResourceType.OPERATIONS)
			.map((id) -> Objects.requireNonNull(id.parent()))
			.distinct()
			.forEach((api) -> checkOperations(judgement, api));
	}

	private static void checkApis(Judgement judgement) {
		Map<String, Api> byAddress = new HashMap<>();
		for (Api api : judgement.snapshot().apis()) {
			if (!api.revision().isCurrent()) {
				continue;
			}
			String address = api.address().path().toLowerCase(Locale.ROOT) + "\n"
					+ Objects.requireNonNullElse(api.address().version(), "").toLowerCase(Locale.ROOT);
			Api other = byAddress.putIfAbsent(address, api);
			if (other != null) {
				ResourceId id = ResourceId.of(ResourceType.APIS, api.name());
				ResourceId otherId = ResourceId.of(ResourceType.APIS, other.name());
				boolean newer = judgement.difference().changed().contains(id);
				judgement.error(newer ? id : otherId, "path",
						"The path '" + api.address().path() + "'"
								+ ((api.address().version() != null)
										? " with the version '" + api.address().version() + "'" : "")
								+ " is already used by the API '" + (newer ? other.name() : api.name()) + "'.");
			}
		}
	}

	private static void checkKeys(Judgement judgement) {
		Map<Secret, Subscription> byKey = new HashMap<>();
		for (Subscription subscription : judgement.snapshot().subscriptions()) {
			checkKey(judgement, byKey, subscription, "primaryKey", subscription.keys().primary());
			checkKey(judgement, byKey, subscription, "secondaryKey", subscription.keys().secondary());
		}
	}

	private static void checkKey(Judgement judgement, Map<Secret, Subscription> byKey, Subscription subscription,
			String property, @Nullable Secret key) {
		Subscription other = (key != null) ? byKey.putIfAbsent(key, subscription) : null;
		if (other != null && other != subscription) {
			judgement.warning(ResourceId.of(ResourceType.SUBSCRIPTIONS, subscription.name()), property,
					"The subscription '" + other.name() + "' has the same key: requests with it are taken for its.");
		}
	}

	private static void checkOperations(Judgement judgement, ResourceId api) {
		Map<String, Operation> byMatch = new HashMap<>();
		for (Operation operation : judgement.snapshot().operations(api.name())) {
			String match = operation.match().method().toUpperCase(Locale.ROOT) + " " + operation.match().urlTemplate();
			Operation other = byMatch.putIfAbsent(match, operation);
			if (other != null) {
				judgement.error(api.child("operations", operation.name()), "urlTemplate",
						"The operation '" + other.name() + "' already has the method and urlTemplate " + match + ".");
			}
		}
	}

	private static void checkNamedValues(Judgement judgement) {
		Map<String, NamedValue> byName = new HashMap<>();
		for (NamedValue value : judgement.snapshot().namedValues()) {
			NamedValue other = byName.putIfAbsent(value.displayName(), value);
			if (other != null) {
				judgement.error(ResourceId.of(ResourceType.NAMED_VALUES, value.name()), "displayName",
						"The named value '" + other.name() + "' already has the display name '" + value.displayName()
								+ "'.");
			}
		}
	}

}
