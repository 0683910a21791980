/** The threads that serve clients and call backends. */
@NullMarked
package io.selvage.gateway.loop;

import org.jspecify.annotations.NullMarked;
