/**
 * Uri, WebUtility and IPAddress as .NET has them.
 */
@NullMarked
package io.selvage.gateway.expression.net;

import org.jspecify.annotations.NullMarked;
