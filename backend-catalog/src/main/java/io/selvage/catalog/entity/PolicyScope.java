package io.selvage.catalog.entity;

/**
 * Where a policy document applies.
 */
public sealed interface PolicyScope {

	/** Every request. */
	Global GLOBAL = new Global();

	/**
	 * Every request.
	 */
	record Global() implements PolicyScope {
	}

	/**
	 * Requests with a subscription to a product.
	 *
	 * @param product the resource name
	 */
	record ForProduct(String product) implements PolicyScope {
	}

	/**
	 * Requests to an API.
	 *
	 * @param api the resource name
	 */
	record ForApi(String api) implements PolicyScope {
	}

	/**
	 * Requests to an operation.
	 *
	 * @param api the resource name of the API
	 * @param operation the resource name of the operation
	 */
	record ForOperation(String api, String operation) implements PolicyScope {
	}

}
