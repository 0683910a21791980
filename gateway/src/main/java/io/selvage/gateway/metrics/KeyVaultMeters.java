package io.selvage.gateway.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.selvage.catalog.secret.KeyVaults;

/**
 * Counts attempts to read secrets from where they are kept, and shows how many cannot be
 * read now.
 */
public final class KeyVaultMeters implements MeterBinder {

	private final KeyVaults vaults;

	/**
	 * Creates the meters.
	 * @param vaults what is counted
	 */
	public KeyVaultMeters(KeyVaults vaults) {
		this.vaults = vaults;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		attempts(registry, "success", true);
		attempts(registry, "failure", false);
		Gauge.builder("selvage.key.vault.failing", this.vaults, KeyVaults::failing)
			.description("References to secrets whose last attempt failed")
			.register(registry);
	}

	private void attempts(MeterRegistry registry, String outcome, boolean success) {
		FunctionCounter.builder("selvage.key.vault.attempts", this.vaults, (vaults) -> vaults.attempts(success))
			.description("Attempts to read a secret from where it is kept")
			.tag("outcome", outcome)
			.register(registry);
	}

}
