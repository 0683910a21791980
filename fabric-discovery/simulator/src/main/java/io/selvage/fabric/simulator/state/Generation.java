package io.selvage.fabric.simulator.state;

/**
 * The generation of the failover manager: a rebuilt one counts its location versions anew
 * under a higher number.
 *
 * @param number compared before the location version
 * @param nodeId the node that started the generation, 31 or 32 hex digits
 */
public record Generation(long number, String nodeId) {
}
