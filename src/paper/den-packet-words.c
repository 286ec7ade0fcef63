/* What only the packet says. */
#include "den-packet.h"

/* "Ana Ruiz, MD". */
const char *
den_packet_prescriber_name (DenPacket *packet)
{
  const DenPrescriber *prescriber = packet->chart->prescriber;

  if (prescriber == NULL || prescriber->name == NULL)
    return NULL;
  if (prescriber->credentials == NULL)
    return prescriber->name;
  return den_words_print (packet->kept, "%s, %s", prescriber->name, prescriber->credentials);
}

/* A paragraph of the letter. */
void
den_packet_paragraph (DenPacket *packet, const char *words)
{
  den_page_flow_paragraph (packet->flow, DEN_TEXT_BODY, words);
}

/* A paragraph that begins with its TITLE in bold. */
void
den_packet_titled (DenPacket *packet, const char *title, const char *words)
{
  den_packet_paragraph (packet,
                        den_words_print (packet->kept, DEN_BOLD ("%s.") " %s", title, words));
}
