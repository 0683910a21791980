package io.selvage.gateway.target.fabric;

import java.time.Duration;

/**
 * What goes beyond Azure API Management.
 *
 * @param failoverWait how long one request waits for a new primary to be announced while
 * the old one cannot be reached; zero for exactly the behaviour of API Management
 * @param conditionBodyLimit how many bytes of a body are read for a resolve condition
 * that looks at it
 */
public record FabricTargetSettings(Duration failoverWait, int conditionBodyLimit) {

	/** Two seconds; one mebibyte. */
	public static final FabricTargetSettings DEFAULT = new FabricTargetSettings(Duration.ofSeconds(2), 1 << 20);

}
