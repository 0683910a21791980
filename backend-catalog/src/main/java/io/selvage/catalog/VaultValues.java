package io.selvage.catalog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.selvage.catalog.certificate.CertificateFacts;
import io.selvage.catalog.entity.Certificate;
import io.selvage.catalog.entity.EntityDecoder;
import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The values of a snapshot that vaults hold. An entity that refers to one is decoded with
 * its value in, so that nobody who uses it need know where the value came from; with
 * another value it is another object.
 *
 * @param byReference the values that are known
 */
record VaultValues(Map<KeyVaultReference, Secret> byReference) {

	static final VaultValues EMPTY = new VaultValues(Map.of());

	/** Decodes a resource, with the value it refers to if that is known. */
	@Nullable Object decode(Resource resource) {
		Object entity = EntityDecoder.decode(resource);
		KeyVaultReference reference = reference(entity);
		if (reference == null) {
			return entity;
		}
		Secret value = this.byReference.get(reference);
		if (entity instanceof NamedValue named) {
			return new NamedValue(named.name(), named.displayName(), value, true, reference, named.tags());
		}
		Certificate bare = new Certificate(resource.name(), value, null, null, reference);
		CertificateFacts facts = (value != null) ? CertificateFacts.find(bare) : null;
		return (facts != null) ? new Certificate(resource.name(), value, null, facts.thumbprint(), reference) : bare;
	}

	/** The references among resources that no value is known for. */
	Set<ReferencedValues.Use> missing(Iterable<Reading> readings) {
		Set<ReferencedValues.Use> missing = new LinkedHashSet<>();
		for (Reading reading : readings) {
			Resource resource = reading.resource();
			if (isReferring(resource.type()) && resource.property("keyVault").isObject()) {
				KeyVaultReference reference = reference(EntityDecoder.decode(resource));
				if (reference != null && !this.byReference.containsKey(reference)) {
					missing.add(new ReferencedValues.Use(reference, resource.type() == ResourceType.CERTIFICATES));
				}
			}
		}
		return missing;
	}

	VaultValues with(Map<KeyVaultReference, Secret> more) {
		if (more.isEmpty()) {
			return this;
		}
		Map<KeyVaultReference, Secret> all = new HashMap<>(this.byReference);
		all.putAll(more);
		return new VaultValues(Map.copyOf(all));
	}

	/** These values without those that nothing in a tree refers to any more. */
	VaultValues usedIn(ResourceTree tree) {
		if (this.byReference.isEmpty()) {
			return this;
		}
		Map<KeyVaultReference, Secret> used = new HashMap<>(this.byReference);
		Set<KeyVaultReference> references = new HashSet<>();
		uses(tree).forEach((use) -> references.add(use.reference()));
		return used.keySet().retainAll(references) ? new VaultValues(Map.copyOf(used)) : this;
	}

	/** Everything a tree refers to. */
	static Set<ReferencedValues.Use> uses(ResourceTree tree) {
		Set<ReferencedValues.Use> uses = new LinkedHashSet<>();
		forEachReferring(tree, (row, reference) -> uses
			.add(new ReferencedValues.Use(reference, row.resource().type() == ResourceType.CERTIFICATES)));
		return uses;
	}

	/**
	 * Decodes anew what refers to a value that is another than before.
	 * @return the resources
	 */
	static Set<ResourceId> refresh(ResourceTree.Editor editor, ResourceTree tree, VaultValues before,
			VaultValues after) {
		Set<ResourceId> changed = new LinkedHashSet<>();
		forEachReferring(tree, (row, reference) -> {
			if (!Objects.equals(before.byReference.get(reference), after.byReference.get(reference))) {
				ResourceId id = row.resource().id();
				Row now = editor.row(id);
				if (now != null && changed.add(id)) {
					editor.set(id, now.decoded(after));
				}
			}
		});
		return changed;
	}

	private static void forEachReferring(ResourceTree tree, Referring consumer) {
		for (ResourceType type : new ResourceType[] { ResourceType.NAMED_VALUES, ResourceType.CERTIFICATES }) {
			for (Row top : tree.collection(type, null).values()) {
				for (Row row = top; row != null; row = row.below()) {
					KeyVaultReference reference = reference(row.content().entity());
					if (reference != null) {
						consumer.accept(row, reference);
					}
				}
			}
		}
	}

	private static boolean isReferring(ResourceType type) {
		return type == ResourceType.NAMED_VALUES || type == ResourceType.CERTIFICATES;
	}

	private static @Nullable KeyVaultReference reference(@Nullable Object entity) {
		if (entity instanceof NamedValue named) {
			return named.keyVault();
		}
		return (entity instanceof Certificate certificate) ? certificate.keyVault() : null;
	}

	/** Prints no value. */
	@Override
	public String toString() {
		return "VaultValues[" + this.byReference.size() + "]";
	}

	private interface Referring {

		void accept(Row row, KeyVaultReference reference);

	}

}
