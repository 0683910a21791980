package io.selvage.gateway.routing;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the index found.
 *
 * @param <T> what it holds per operation
 */
public sealed interface OperationMatch<T> {

	/**
	 * An operation.
	 *
	 * @param value what the index holds for it
	 * @param relativePath the path below the API in its matched form; empty or beginning
	 * with a slash
	 * @param parameters the parameters of the URL template, decoded
	 * @param <T> what the index holds per operation
	 */
	record Found<T>(T value, String relativePath, Map<String, String> parameters) implements OperationMatch<T> {
	}

	/**
	 * The path belongs to an API, which has no such operation.
	 *
	 * @param value what the index holds for the rest of the API; null if the version or
	 * revision is not known either
	 * @param relativePath the path below the API, canonical; empty or beginning with a
	 * slash
	 * @param <T> what the index holds per operation
	 */
	record NoOperation<T>(@Nullable T value, String relativePath) implements OperationMatch<T> {
	}

	/**
	 * The path belongs to no API: it may be somebody else's.
	 *
	 * @param <T> what the index holds per operation
	 */
	record NoApi<T>() implements OperationMatch<T> {
	}

}
