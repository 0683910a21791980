package io.selvage.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.selvage.catalog.entity.Certificate;
import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.entity.Product;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups across collections, kept from snapshot to snapshot until something they are
 * made of changes.
 *
 * @param namedValues by display name
 * @param certificates by thumbprint in upper case
 * @param productsByApi products by the name of an API
 * @param apisByProduct names of APIs by the name of a product
 */
record SnapshotIndex(Map<String, NamedValue> namedValues, Map<String, Certificate> certificates,
		Map<String, List<Product>> productsByApi, Map<String, List<String>> apisByProduct) {

	static final SnapshotIndex EMPTY = new SnapshotIndex(Map.of(), Map.of(), Map.of(), Map.of());

	private static final ResourceType API_LINKS = Objects
		.requireNonNull(ResourceType.find(ResourceType.PRODUCTS, "apiLinks"));

	SnapshotIndex next(ResourceTree tree, Difference difference) {
		boolean products = difference.touches(ResourceType.PRODUCTS, ResourceType.PRODUCT_APIS, API_LINKS);
		Map<String, List<String>> apis = products ? apisByProduct(tree) : this.apisByProduct;
		return new SnapshotIndex(difference.touches(ResourceType.NAMED_VALUES) ? namedValues(tree) : this.namedValues,
				difference.touches(ResourceType.CERTIFICATES) ? certificates(tree) : this.certificates,
				products ? productsByApi(tree, apis) : this.productsByApi, apis);
	}

	private static Map<String, NamedValue> namedValues(ResourceTree tree) {
		Map<String, NamedValue> index = new HashMap<>();
		tree.collection(ResourceType.NAMED_VALUES, null).values().forEach((row) -> {
			NamedValue value = entity(row, NamedValue.class);
			index.put(value.displayName(), value);
		});
		return index;
	}

	private static Map<String, Certificate> certificates(ResourceTree tree) {
		Map<String, Certificate> index = new HashMap<>();
		tree.collection(ResourceType.CERTIFICATES, null).values().forEach((row) -> {
			Certificate certificate = entity(row, Certificate.class);
			if (certificate.thumbprint() != null) {
				index.put(certificate.thumbprint().toUpperCase(Locale.ROOT), certificate);
			}
		});
		return index;
	}

	private static Map<String, List<String>> apisByProduct(ResourceTree tree) {
		Map<String, List<String>> index = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		tree.collection(ResourceType.PRODUCTS, null).values().forEach((row) -> {
			ResourceId product = row.resource().id();
			List<String> apis = new ArrayList<>();
			tree.collection(ResourceType.PRODUCT_APIS, product)
				.values()
				.forEach((link) -> apis.add(link.resource().name()));
			tree.collection(API_LINKS, product).values().forEach((link) -> {
				@Nullable ResourceId api = ResourceId.reference(ResourceType.APIS,
						link.resource().property("apiId").asString(""));
				if (api != null && apis.stream().noneMatch(api.name()::equalsIgnoreCase)) {
					apis.add(api.name());
				}
			});
			index.put(product.name(), List.copyOf(apis));
		});
		return index;
	}

	private static Map<String, List<Product>> productsByApi(ResourceTree tree, Map<String, List<String>> apis) {
		Map<String, List<Product>> index = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		tree.collection(ResourceType.PRODUCTS, null).values().forEach((row) -> {
			Product product = entity(row, Product.class);
			apis.getOrDefault(product.name(), List.of())
				.forEach((api) -> index.computeIfAbsent(api, (name) -> new ArrayList<>()).add(product));
		});
		return index;
	}

	static <T> T entity(Row row, Class<T> type) {
		return type.cast(Objects.requireNonNull(row.content().entity()));
	}

}
