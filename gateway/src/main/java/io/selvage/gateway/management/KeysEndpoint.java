package io.selvage.gateway.management;

import java.util.Map;

import io.selvage.catalog.secret.KeyRing;
import io.selvage.catalog.secret.KeyVaults;
import io.selvage.catalog.store.StoredCatalog;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import reactor.core.publisher.Mono;

/**
 * Shows which keys encrypt and decrypt secrets at rest, and encrypts everything with the
 * first of them, so that the others can be taken away.
 */
@Endpoint(id = "keys")
public final class KeysEndpoint {

	private final KeyRing keys;

	private final StoredCatalog store;

	private final KeyVaults vaults;

	/**
	 * Creates the endpoint.
	 * @param keys the keys of this process
	 * @param store what holds secrets
	 * @param vaults what keeps a copy of others
	 */
	public KeysEndpoint(KeyRing keys, StoredCatalog store, KeyVaults vaults) {
		this.keys = keys;
		this.store = store;
		this.vaults = vaults;
	}

	/**
	 * Lists the keys.
	 * @return their ids, which say nothing of the keys; the first encrypts, all decrypt
	 */
	@ReadOperation
	public Map<String, Object> keys() {
		return Map.of("keys", this.keys.ids());
	}

	/**
	 * Encrypts every secret with the first key. What is encrypted with it already is left
	 * alone, so that an interrupted run is taken up by the next.
	 * @return how many texts of the store were rewritten
	 */
	@WriteOperation
	public Mono<Map<String, Object>> rotate() {
		return this.store.rotateKeys().map((written) -> {
			this.vaults.rotateKeys();
			return Map.of("active", this.keys.active().id(), "rewritten", written);
		});
	}

}
