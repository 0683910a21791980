package io.selvage.fabric.naming;

import java.util.Map;

/**
 * What a client needs to get an Entra ID token for a cluster (GetAadMetadata, the one
 * call that needs no authentication).
 *
 * @param type {@code aad}, or empty for a cluster without it
 * @param metadata authority, cluster and client ids by name
 */
public record AadMetadata(String type, Map<String, String> metadata) {
}
