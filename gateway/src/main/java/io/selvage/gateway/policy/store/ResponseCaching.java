package io.selvage.gateway.policy.store;

/**
 * What {@code cache-lookup} found out about a request it had no response for, and
 * {@code cache-store} needs.
 *
 * @param cache the cache
 * @param key the key under which the response is looked up
 * @param downstream who else may keep the response: {@code none}, {@code private} or
 * {@code public}
 * @param mustRevalidate whether others must ask again when its time is over
 */
public record ResponseCaching(ValueCache cache, String key, String downstream, boolean mustRevalidate) {

	/**
	 * Returns the {@code Cache-Control} header that says so.
	 * @param seconds how long the response is kept
	 * @return its value
	 */
	public String cacheControl(long seconds) {
		if (this.downstream.equals("none")) {
			return "no-store";
		}
		return this.downstream + ", max-age=" + seconds + (this.mustRevalidate ? ", must-revalidate" : "");
	}

}
