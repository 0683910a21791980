package io.selvage.gateway.health;

/**
 * What the probes of one endpoint have found. An endpoint counts as healthy until probes
 * say otherwise. Confined to the probes of its backend.
 */
final class ProbeHistory {

	private boolean healthy = true;

	private int contrary;

	/**
	 * Adds a result.
	 * @param good whether the probe succeeded
	 * @param rule the thresholds
	 * @return true if the endpoint has changed its state
	 */
	boolean add(boolean good, ProbeRule rule) {
		if (good == this.healthy) {
			this.contrary = 0;
			return false;
		}
		this.contrary++;
		if (this.contrary < (good ? rule.healthyAfter() : rule.unhealthyAfter())) {
			return false;
		}
		this.healthy = good;
		this.contrary = 0;
		return true;
	}

	boolean healthy() {
		return this.healthy;
	}

}
