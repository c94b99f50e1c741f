# Jours restants, et choses avec leur nombre.

days-left = { $days ->
    [0] dernier jour
    [one] encore { $days } jour
   *[other] encore { $days } jours
}
days-over = { $days ->
    [one] terminé depuis { $days } jour
   *[other] terminé depuis { $days } jours
}

# Unités du tableau des licences.
unit-seat = { $n ->
    [one] { $n } poste
   *[other] { $n } postes
}
unit-licence = { $n ->
    [one] { $n } licence
   *[other] { $n } licences
}
unit-core = { $n ->
    [one] { $n } cœur
   *[other] { $n } cœurs
}
unit-server = { $n ->
    [one] { $n } serveur
   *[other] { $n } serveurs
}
unit-unit = { $n ->
    [one] { $n } unité
   *[other] { $n } unités
}
unit-hour = { $n ->
    [one] { $n } heure
   *[other] { $n } heures
}
unit-incident = { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
}
amount-per-month = { $amount } par mois
amount-per-year = { $amount } par an

# Choses que l’on compte.
count-token = { $n ->
    [one] { $n } jeton
   *[other] { $n } jetons
}
count-seat = { $n ->
    [one] { $n } poste
   *[other] { $n } postes
}
count-key = { $n ->
    [one] { $n } clé de produit
   *[other] { $n } clés de produit
}
count-activation = { $n ->
    [one] { $n } activation
   *[other] { $n } activations
}
count-line = { $n ->
    [one] { $n } avantage
   *[other] { $n } avantages
}
count-person = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
count-machine = { $n ->
    [one] { $n } machine
   *[other] { $n } machines
}
count-day = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
}
count-month = { $n } mois
unit-activation = { $n ->
    [one] { $n } activation
   *[other] { $n } activations
}
