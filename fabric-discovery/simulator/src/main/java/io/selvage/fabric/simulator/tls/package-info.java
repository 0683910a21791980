/**
 * Certificates made at start with nothing but the JDK: an authority, servers, clients,
 * and the broken kinds tests need.
 */
@NullMarked
package io.selvage.fabric.simulator.tls;

import org.jspecify.annotations.NullMarked;
