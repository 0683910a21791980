package io.selvage.catalog;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.ApiSchema;
import io.selvage.catalog.entity.Backend;
import io.selvage.catalog.entity.Certificate;
import io.selvage.catalog.entity.ContentSchema;
import io.selvage.catalog.entity.Diagnostic;
import io.selvage.catalog.entity.KeyVaultReference;
import io.selvage.catalog.entity.Logger;
import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.entity.Operation;
import io.selvage.catalog.entity.Policy;
import io.selvage.catalog.entity.PolicyFragment;
import io.selvage.catalog.entity.PolicyScope;
import io.selvage.catalog.entity.Product;
import io.selvage.catalog.entity.Subscription;
import io.selvage.catalog.entity.VersionSet;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Secret;
import io.selvage.catalog.resource.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Everything a gateway serves at one moment; immutable. An entity that does not change is
 * the same object in the next snapshot, so that whatever was compiled from it can be kept
 * by identity. Names are looked up without regard to case.
 */
public final class CatalogSnapshot {

	/** The snapshot of a catalog nothing was written to. */
	public static final CatalogSnapshot EMPTY = new CatalogSnapshot(0, ResourceTree.EMPTY, SnapshotIndex.EMPTY,
			VaultValues.EMPTY, List.of());

	private final long revision;

	private final ResourceTree tree;

	private final SnapshotIndex index;

	private final VaultValues values;

	private final List<Violation> warnings;

	/** Weak, so that a snapshot does not keep all its predecessors. */
	private final WeakReference<CatalogSnapshot> from;

	/** What differs from the snapshot this one was made from; that one left out. */
	private final @Nullable Difference made;

	CatalogSnapshot(long revision, ResourceTree tree, SnapshotIndex index, VaultValues values,
			List<Violation> warnings) {
		this(revision, tree, index, values, warnings, null);
	}

	CatalogSnapshot(long revision, ResourceTree tree, SnapshotIndex index, VaultValues values, List<Violation> warnings,
			@Nullable Difference difference) {
		this.from = new WeakReference<>((difference != null) ? difference.from() : null);
		this.made = (difference != null) ? new Difference(EMPTY, difference.changed(), difference.removed()) : null;
		this.revision = revision;
		this.tree = tree;
		this.index = index;
		this.values = values;
		this.warnings = warnings;
	}

	/**
	 * The number of the snapshot within its process.
	 * @return 0 for the empty one, then growing by one
	 */
	public long revision() {
		return this.revision;
	}

	/**
	 * What is legal and dangerous in this snapshot.
	 * @return warnings
	 */
	public List<Violation> warnings() {
		return this.warnings;
	}

	public @Nullable Backend backend(String name) {
		return find(Backend.class, ResourceType.BACKENDS, null, name);
	}

	public Collection<Backend> backends() {
		return all(Backend.class, ResourceType.BACKENDS, null);
	}

	/**
	 * A revision of an API.
	 * @param name the resource name, with {@code ;rev=n} for one that is not current
	 * @return the revision, or null
	 */
	public @Nullable Api api(String name) {
		return find(Api.class, ResourceType.APIS, null, name);
	}

	/**
	 * Every revision of every API.
	 * @return current and other revisions, by name
	 */
	public Collection<Api> apis() {
		return all(Api.class, ResourceType.APIS, null);
	}

	/**
	 * The operations of one revision of an API.
	 * @param api the resource name of the revision
	 * @return the operations, by name
	 */
	public Collection<Operation> operations(String api) {
		return all(Operation.class, ResourceType.OPERATIONS, apiId(api));
	}

	public @Nullable Operation operation(String api, String name) {
		return find(Operation.class, ResourceType.OPERATIONS, apiId(api), name);
	}

	public Collection<ApiSchema> schemas(String api) {
		return all(ApiSchema.class, ResourceType.API_SCHEMAS, apiId(api));
	}

	/**
	 * A schema that policies refer to by its name.
	 * @param name the resource name
	 * @return the schema, or null
	 */
	public @Nullable ContentSchema contentSchema(String name) {
		return find(ContentSchema.class, ResourceType.SCHEMAS, null, name);
	}

	/**
	 * The policy document of a scope.
	 * @param scope the scope
	 * @return the document, or null
	 */
	public @Nullable Policy policy(PolicyScope scope) {
		if (scope instanceof PolicyScope.ForProduct product) {
			return find(Policy.class, ResourceType.PRODUCT_POLICIES,
					ResourceId.of(ResourceType.PRODUCTS, product.product()), "policy");
		}
		if (scope instanceof PolicyScope.ForApi api) {
			return find(Policy.class, ResourceType.API_POLICIES, apiId(api.api()), "policy");
		}
		if (scope instanceof PolicyScope.ForOperation operation) {
			return find(Policy.class, ResourceType.OPERATION_POLICIES,
					apiId(operation.api()).child("operations", operation.operation()), "policy");
		}
		return find(Policy.class, ResourceType.POLICIES, null, "policy");
	}

	public @Nullable PolicyFragment fragment(String name) {
		return find(PolicyFragment.class, ResourceType.POLICY_FRAGMENTS, null, name);
	}

	public Collection<PolicyFragment> fragments() {
		return all(PolicyFragment.class, ResourceType.POLICY_FRAGMENTS, null);
	}

	/**
	 * A named value by what stands between double braces.
	 * @param displayName the display name
	 * @return the named value, or null
	 */
	public @Nullable NamedValue namedValue(String displayName) {
		return this.index.namedValues().get(displayName);
	}

	public Collection<NamedValue> namedValues() {
		return all(NamedValue.class, ResourceType.NAMED_VALUES, null);
	}

	public @Nullable Certificate certificate(String name) {
		return find(Certificate.class, ResourceType.CERTIFICATES, null, name);
	}

	/**
	 * A certificate by its SHA-1 thumbprint.
	 * @param thumbprint hexadecimal digits in any case
	 * @return the certificate, or null
	 */
	public @Nullable Certificate certificateByThumbprint(String thumbprint) {
		return this.index.certificates().get(thumbprint.toUpperCase(Locale.ROOT));
	}

	public Collection<Certificate> certificates() {
		return all(Certificate.class, ResourceType.CERTIFICATES, null);
	}

	public @Nullable Product product(String name) {
		return find(Product.class, ResourceType.PRODUCTS, null, name);
	}

	public Collection<Product> products() {
		return all(Product.class, ResourceType.PRODUCTS, null);
	}

	/**
	 * The products an API belongs to.
	 * @param apiId the name that all revisions of the API share
	 * @return the products, by name
	 */
	public List<Product> productsOf(String apiId) {
		return this.index.productsByApi().getOrDefault(apiId, List.of());
	}

	/**
	 * The APIs of a product.
	 * @param product the resource name
	 * @return names of APIs, without revisions
	 */
	public List<String> apisOf(String product) {
		return this.index.apisByProduct().getOrDefault(product, List.of());
	}

	public Collection<Subscription> subscriptions() {
		return all(Subscription.class, ResourceType.SUBSCRIPTIONS, null);
	}

	public @Nullable VersionSet versionSet(String name) {
		return find(VersionSet.class, ResourceType.VERSION_SETS, null, name);
	}

	public @Nullable Logger logger(String name) {
		return find(Logger.class, ResourceType.LOGGERS, null, name);
	}

	/**
	 * The diagnostics that apply to every API.
	 * @return the diagnostics, by name
	 */
	public Collection<Diagnostic> diagnostics() {
		return all(Diagnostic.class, ResourceType.DIAGNOSTICS, null);
	}

	/**
	 * The diagnostics of one API.
	 * @param api the resource name of a revision
	 * @return the diagnostics, by name
	 */
	public Collection<Diagnostic> diagnostics(String api) {
		return all(Diagnostic.class, ResourceType.API_DIAGNOSTICS, apiId(api));
	}

	/**
	 * A resource of any type.
	 * @param id its identity
	 * @return the resource, or null
	 */
	public @Nullable Resource resource(ResourceId id) {
		Row row = this.tree.row(id);
		return (row != null) ? row.resource() : null;
	}

	/**
	 * A collection of resources.
	 * @param type the type
	 * @param parent the resource they lie below, or null
	 * @return the resources, by name
	 */
	public Collection<Resource> resources(ResourceType type, @Nullable ResourceId parent) {
		return this.tree.collection(type, parent).values().stream().map(Row::resource).toList();
	}

	/**
	 * All resources, in no particular order.
	 * @return a stream over this snapshot
	 */
	public Stream<Resource> resources() {
		Stream.Builder<Resource> builder = Stream.builder();
		this.tree.forEach((row) -> builder.add(row.resource()));
		return builder.build();
	}

	/**
	 * What a layer holds, including what a higher layer hides.
	 * @param layer the layer
	 * @return its resources, in no particular order
	 */
	public List<Resource> resources(Layer layer) {
		List<Resource> resources = new ArrayList<>();
		this.tree.forEach((top) -> {
			Row row = top.in(layer);
			if (row != null) {
				resources.add(row.resource());
			}
		});
		return resources;
	}

	/**
	 * The layer a resource is served from.
	 * @param id its identity
	 * @return the layer, or null if there is no such resource
	 */
	public @Nullable Layer layer(ResourceId id) {
		Row row = this.tree.row(id);
		return (row != null) ? row.layer() : null;
	}

	/**
	 * The revision that wrote a resource last, from which its entity tag is made.
	 * @param id its identity
	 * @return the revision, or 0 if there is no such resource
	 */
	public long version(ResourceId id) {
		Row row = this.tree.row(id);
		return (row != null) ? row.version() : 0;
	}

	/**
	 * What differs from another snapshot of the same catalog.
	 * @param before the other one
	 * @return the resources whose entity is new, another or gone
	 */
	public Difference since(CatalogSnapshot before) {
		Difference known = this.made;
		if (known != null && this.from.refersTo(before)) {
			return new Difference(before, known.changed(), known.removed());
		}
		Set<ResourceId> changed = new LinkedHashSet<>();
		Set<ResourceId> removed = new LinkedHashSet<>();
		this.tree.forEachDifference(before.tree, (id, row) -> ((row != null) ? changed : removed).add(id));
		return new Difference(before, changed, removed);
	}

	/**
	 * The resources that refer to another one.
	 * @param id the other one
	 * @return identities, by path
	 */
	public List<ResourceId> usersOf(ResourceId id) {
		return Users.of(this, id);
	}

	/**
	 * The entity of a resource.
	 * @param <T> the type of entity
	 * @param id the identity of the resource
	 * @param type the type of entity
	 * @return the entity; null if there is no such resource, or it has another entity
	 */
	public <T> @Nullable T entity(ResourceId id, Class<T> type) {
		Row row = this.tree.row(id);
		Object entity = (row != null) ? row.content().entity() : null;
		return type.isInstance(entity) ? type.cast(entity) : null;
	}

	/**
	 * What named values and certificates refer to instead of having a value.
	 * @return every reference, of all layers
	 */
	public Set<ReferencedValues.Use> vaultReferences() {
		return VaultValues.uses(this.tree);
	}

	/**
	 * The value a vault gave for a reference.
	 * @param reference the reference
	 * @return the value, or null if none is known
	 */
	public @Nullable Secret vaultValue(KeyVaultReference reference) {
		return this.values.byReference().get(reference);
	}

	VaultValues values() {
		return this.values;
	}

	ResourceTree tree() {
		return this.tree;
	}

	SnapshotIndex index() {
		return this.index;
	}

	private static ResourceId apiId(String api) {
		return ResourceId.of(ResourceType.APIS, api);
	}

	private <T> @Nullable T find(Class<T> entity, ResourceType type, @Nullable ResourceId parent, String name) {
		Row row = this.tree.collection(type, parent).get(name);
		return (row != null) ? SnapshotIndex.entity(row, entity) : null;
	}

	private <T> List<T> all(Class<T> entity, ResourceType type, @Nullable ResourceId parent) {
		return this.tree.collection(type, parent)
			.values()
			.stream()
			.map((row) -> entity.cast(Objects.requireNonNull(row.content().entity())))
			.toList();
	}

}
