/**
 * Service Fabric calls held against what was recorded and documented of Azure API
 * Management.
 */
@NullMarked
package io.selvage.conformance.forward;

import org.jspecify.annotations.NullMarked;
