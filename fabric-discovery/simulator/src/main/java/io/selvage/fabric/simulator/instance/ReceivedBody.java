package io.selvage.fabric.simulator.instance;

/**
 * What was received of a request body.
 *
 * @param length bytes received
 * @param sha256 their SHA-256, lower-case hex
 */
public record ReceivedBody(long length, String sha256) {
}
