package io.selvage.catalog.entity;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes resources that passed their validation into entities.
 */
public final class EntityDecoder {

	private static final Map<ResourceType, Function<Resource, Object>> DECODERS = decoders();

	private EntityDecoder() {
	}

	private static Map<ResourceType, Function<Resource, Object>> decoders() {
		Map<ResourceType, Function<Resource, Object>> decoders = new HashMap<>();
		decoders.put(ResourceType.BACKENDS, BackendDecoder::backend);
		decoders.put(ResourceType.APIS, ApiDecoder::api);
		decoders.put(ResourceType.OPERATIONS, ApiDecoder::operation);
		decoders.put(ResourceType.API_SCHEMAS, ApiDecoder::schema);
		decoders.put(ResourceType.SCHEMAS, ContentSchemaDecoder::schema);
		decoders.put(ResourceType.VERSION_SETS, ApiDecoder::versionSet);
		decoders.put(ResourceType.POLICIES, PolicyDecoder::policy);
		decoders.put(ResourceType.API_POLICIES, PolicyDecoder::policy);
		decoders.put(ResourceType.OPERATION_POLICIES, PolicyDecoder::policy);
		decoders.put(ResourceType.PRODUCT_POLICIES, PolicyDecoder::policy);
		decoders.put(ResourceType.POLICY_FRAGMENTS, PolicyDecoder::fragment);
		decoders.put(ResourceType.NAMED_VALUES, SecretDecoder::namedValue);
		decoders.put(ResourceType.CERTIFICATES, SecretDecoder::certificate);
		decoders.put(ResourceType.LOGGERS, SecretDecoder::logger);
		decoders.put(ResourceType.PRODUCTS, AccessDecoder::product);
		decoders.put(ResourceType.SUBSCRIPTIONS, AccessDecoder::subscription);
		decoders.put(ResourceType.DIAGNOSTICS, ApiDecoder::diagnostic);
		decoders.put(ResourceType.API_DIAGNOSTICS, ApiDecoder::diagnostic);
		return Map.copyOf(decoders);
	}

	/**
	 * Decodes a resource.
	 * @param resource a valid resource
	 * @return the entity, or null for a type that only the management API serves
	 */
	public static @Nullable Object decode(Resource resource) {
		Function<Resource, Object> decoder = DECODERS.get(resource.type());
		return (decoder != null) ? decoder.apply(resource) : null;
	}

}
