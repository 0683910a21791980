/**
 * Liquid templates as {@code set-body} uses them: DotLiquid with C# names.
 */
@NullMarked
package io.selvage.gateway.policy.liquid;

import org.jspecify.annotations.NullMarked;
