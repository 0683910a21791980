package io.selvage.catalog.secret;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the last attempt to get a value ended: {@code keyVault.lastStatus} of the contract.
 *
 * @param code {@code Success} or {@code Failed}
 * @param message what is wrong; null after a success
 * @param timeStampUtc when it was
 */
public record KeyVaultStatus(String code, @Nullable String message, Instant timeStampUtc) {

	static KeyVaultStatus success(Instant when) {
		return new KeyVaultStatus("Success", null, when);
	}

	static KeyVaultStatus failure(String message, Instant when) {
		return new KeyVaultStatus("Failed", message, when);
	}

	/**
	 * Whether it failed.
	 * @return true if the value that is served, if any, is of an earlier attempt
	 */
	public boolean isFailed() {
		return this.message != null;
	}

}
