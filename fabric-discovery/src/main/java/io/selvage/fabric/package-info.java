/**
 * Service Fabric names, partitions, endpoints and their resolution, as seen from outside
 * the cluster.
 */
@NullMarked
package io.selvage.fabric;

import org.jspecify.annotations.NullMarked;
