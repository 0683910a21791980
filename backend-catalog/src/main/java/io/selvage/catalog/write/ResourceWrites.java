package io.selvage.catalog.write;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.Changes;
import io.selvage.catalog.Layer;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.imports.ApiImporter;
import io.selvage.catalog.resource.Origin;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What PUT, PATCH and DELETE of one resource change in the catalog. A write often changes
 * more than the resource it names: an import makes operations, a release makes another
 * revision current. The changes are to be prepared and published on the snapshot they
 * were made from.
 */
public final class ResourceWrites {

	private final Provision provision;

	/**
	 * Writes with the time of the system and random subscription keys.
	 */
	public ResourceWrites() {
		this(InstantSource.system(), randomKeys());
	}

	ResourceWrites(InstantSource clock, Supplier<String> keys) {
		this.provision = new Provision(clock, keys);
	}

	private static Supplier<String> randomKeys() {
		SecureRandom random = new SecureRandom();
		return () -> {
			byte[] bytes = new byte[16];
			random.nextBytes(bytes);
			return HexFormat.of().formatHex(bytes);
		};
	}

	/**
	 * The URL of a description that must be fetched before a PUT of an API, and be given
	 * to {@link #put}.
	 * @param id the resource
	 * @param body the body of the PUT
	 * @return the URL, or null if nothing must be fetched
	 */
	public static @Nullable String link(ResourceId id, JsonNode body) {
		return (id.type() == ResourceType.APIS)
				? ApiImporter.link(ResourceReader.read(id, body, Origin.REQUEST).directives()) : null;
	}

	/**
	 * Creates or replaces a resource.
	 * @param current what is served now
	 * @param id the resource
	 * @param body the body of the PUT
	 * @param fetched the document behind {@link #link}; null if there is none or it could
	 * not be fetched: the API is made without operations then, and a warning says so
	 * @return the changes
	 * @throws CatalogException if the body is not valid
	 */
	public Changes put(CatalogSnapshot current, ResourceId id, JsonNode body, @Nullable String fetched) {
		requireWritable(current, id);
		Resource stored = current.resource(id);
		Reading reading = valid(ResourceReader.read(id, body, Origin.REQUEST, stored));
		Changes changes = Changes.to(Layer.STORE);
		if (id.type() == ResourceType.APIS) {
			new ApiWrite(current, changes).put(reading, body, fetched);
		}
		else {
			changes.put(this.provision.complete(reading, stored));
		}
		if (id.type() == ResourceType.RELEASES) {
			ReleaseWrite.makeCurrent(current, reading.resource(), changes);
		}
		return changes;
	}

	/**
	 * Applies a merge patch (RFC 7396).
	 * @param current what is served now
	 * @param id the resource
	 * @param body the body of the PATCH
	 * @return the changes
	 * @throws CatalogException if there is no such resource or the result is not valid
	 */
	public Changes patch(CatalogSnapshot current, ResourceId id, JsonNode body) {
		requireWritable(current, id);
		Resource stored = current.resource(id);
		if (stored == null) {
			throw new CatalogException(CatalogError.NOT_FOUND, id.type().entityName() + " not found.");
		}
		Reading reading = valid(ResourceReader.patch(stored, body));
		return Changes.to(Layer.STORE).put(this.provision.complete(reading, stored));
	}

	/**
	 * Deletes a resource with what lies below it and the links to it.
	 * @param current what is served now
	 * @param id the resource
	 * @param withDependents also the other revisions of an API ({@code deleteRevisions})
	 * and the subscriptions of a product ({@code deleteSubscriptions})
	 * @return the changes
	 * @throws CatalogException if it can't be deleted
	 */
	public Changes delete(CatalogSnapshot current, ResourceId id, boolean withDependents) {
		requireWritable(current, id);
		Changes changes = Changes.to(Layer.STORE).delete(id);
		current.usersOf(id).stream().filter((user) -> user.type().isLink()).forEach(changes::delete);
		if (id.type() == ResourceType.APIS && Api.Revision.rootOf(id.name()).equals(id.name())) {
			deleteRevisions(current, id, withDependents, changes);
		}
		if (id.type() == ResourceType.PRODUCTS) {
			List<ResourceId> subscriptions = SubscriptionScopes.of(current, id);
			if (!subscriptions.isEmpty() && !withDependents) {
				throw new CatalogException(CatalogError.VALIDATION,
						"The product '" + id.name() + "' has " + subscriptions.size()
								+ " subscriptions: delete them first, or with deleteSubscriptions=true.");
			}
			subscriptions.forEach(changes::delete);
		}
		return changes;
	}

	/** The current revision takes all others with it, or stays. */
	private static void deleteRevisions(CatalogSnapshot current, ResourceId id, boolean wanted, Changes changes) {
		List<Api> others = current.apis()
			.stream()
			.filter((api) -> api.revision().apiId().equalsIgnoreCase(id.name())
					&& !api.name().equalsIgnoreCase(id.name()))
			.toList();
		if (!others.isEmpty() && !wanted) {
			throw new CatalogException(CatalogError.VALIDATION, "Cannot delete the current revision of an API.");
		}
		others.forEach((api) -> changes.delete(ResourceId.of(ResourceType.APIS, api.name())));
	}

	private static void requireWritable(CatalogSnapshot current, ResourceId id) {
		if (current.layer(id) == Layer.DIRECTORY) {
			throw new CatalogException(CatalogError.CONFLICT,
					id + " comes from the directory of the gateway and can only be changed there.");
		}
	}

	private static Reading valid(Reading reading) {
		if (reading.violations().stream().anyMatch(Violation::isError)) {
			throw new CatalogException(reading.violations());
		}
		return reading;
	}

}
