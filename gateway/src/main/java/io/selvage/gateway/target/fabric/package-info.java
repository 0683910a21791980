/**
 * Service Fabric backends: instances of a partition tried in turn, and the partition
 * resolved again meanwhile, as Azure API Management does it.
 */
@NullMarked
package io.selvage.gateway.target.fabric;

import org.jspecify.annotations.NullMarked;
