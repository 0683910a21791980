package io.selvage.fabric.simulator.state;

/**
 * How the REST API writes a value of an enumeration.
 *
 * @param code the number written below api-version 3.0
 * @param text the word written from there on, in the casing of Service Fabric
 */
public record WireForm(int code, String text) {
}
