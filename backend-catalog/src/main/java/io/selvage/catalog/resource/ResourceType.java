package io.selvage.catalog.resource;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A type of resource of the contract. The set of types and their schemas is data
 * ({@code contract.yaml} beside this class).
 */
public final class ResourceType {

	/** What every type name of the provider begins with. */
	public static final String ARM_PREFIX = "Microsoft.ApiManagement/service/";

	public static final ResourceType BACKENDS = required("backends");

	public static final ResourceType APIS = required("apis");

	public static final ResourceType OPERATIONS = required("apis/operations");

	public static final ResourceType RELEASES = required("apis/releases");

	public static final ResourceType API_SCHEMAS = required("apis/schemas");

	public static final ResourceType POLICIES = required("policies");

	public static final ResourceType API_POLICIES = required("apis/policies");

	public static final ResourceType OPERATION_POLICIES = required("apis/operations/policies");

	public static final ResourceType PRODUCT_POLICIES = required("products/policies");

	public static final ResourceType POLICY_FRAGMENTS = required("policyFragments");

	public static final ResourceType NAMED_VALUES = required("namedValues");

	public static final ResourceType CERTIFICATES = required("certificates");

	public static final ResourceType PRODUCTS = required("products");

	public static final ResourceType PRODUCT_APIS = required("products/apis");

	public static final ResourceType SUBSCRIPTIONS = required("subscriptions");

	public static final ResourceType VERSION_SETS = required("apiVersionSets");

	public static final ResourceType TAGS = required("tags");

	public static final ResourceType LOGGERS = required("loggers");

	public static final ResourceType DIAGNOSTICS = required("diagnostics");

	public static final ResourceType API_DIAGNOSTICS = required("apis/diagnostics");

	public static final ResourceType SCHEMAS = required("schemas");

	public static final ResourceType GATEWAYS = required("gateways");

	private final String path;

	private final @Nullable ResourceType parent;

	private final Definition definition;

	ResourceType(String path, @Nullable ResourceType parent, Definition definition) {
		this.path = path;
		this.parent = parent;
		this.definition = definition;
	}

	private static ResourceType required(String path) {
		ResourceType type = Contract.types().get(path.toLowerCase(Locale.ROOT));
		if (type == null) {
			throw new IllegalStateException("contract.yaml has no type " + path);
		}
		return type;
	}

	/**
	 * Every type of the contract, parents before children.
	 * @return the types
	 */
	public static Collection<ResourceType> all() {
		return Contract.types().values();
	}

	/**
	 * Finds a type by its collection, whose older names are understood.
	 * @param parent the type above, or null directly below the service
	 * @param collection the collection, in any case
	 * @return the type, or null
	 */
	public static @Nullable ResourceType find(@Nullable ResourceType parent, String collection) {
		String name = collection.toLowerCase(Locale.ROOT);
		name = (parent != null) ? parent.path.toLowerCase(Locale.ROOT) + "/" + name : name;
		ResourceType type = Contract.types().get(name);
		return (type != null) ? type : Contract.olderNames().get(name);
	}

	/**
	 * The collections from the service down.
	 * @return for example {@code apis/operations}
	 */
	public String path() {
		return this.path;
	}

	public @Nullable ResourceType parent() {
		return this.parent;
	}

	/**
	 * The last collection of the path.
	 * @return for example {@code operations}
	 */
	public String collection() {
		return this.path.substring(this.path.lastIndexOf('/') + 1);
	}

	/**
	 * The type as Resource Manager writes it.
	 * @return for example {@code Microsoft.ApiManagement/service/apis/operations}
	 */
	public String armType() {
		return ARM_PREFIX + this.path;
	}

	/**
	 * What the errors of the contract call one resource of this type.
	 * @return for example {@code Backend}
	 */
	public String entityName() {
		return this.definition.entityName();
	}

	/**
	 * The properties of the type.
	 * @return the schema; of a mere link, one without properties
	 */
	public Schema schema() {
		return this.definition.schema();
	}

	/**
	 * What a name of this type may look like.
	 * @return the rule
	 */
	public NameRule nameRule() {
		return this.definition.nameRule();
	}

	/**
	 * The types whose resources lie directly below resources of this type.
	 * @return the types
	 */
	public List<ResourceType> children() {
		return all().stream().filter((type) -> type.parent == this).toList();
	}

	/**
	 * Whether resources of this type only say that their parent belongs to the resource
	 * of their name, such as {@code products/p/apis/a}.
	 * @return true for a link
	 */
	public boolean isLink() {
		return this.parent != null
				&& (this.definition.schema().properties().isEmpty() || this.path.equals("gateways/apis"));
	}

	boolean isCollection(String name) {
		return collection().equalsIgnoreCase(name) || find(this.parent, name) == this;
	}

	@Override
	public String toString() {
		return this.path;
	}

	/**
	 * What the data says about a type.
	 *
	 * @param entityName its name in errors
	 * @param nameRule the rule for names
	 * @param schema the properties
	 */
	record Definition(String entityName, NameRule nameRule, Schema schema) {
	}

}
